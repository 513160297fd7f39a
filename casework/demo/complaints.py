"""Complaints that factory committees of the demonstration deal with, each in another state."""

from casework.case.answers import Answers, Contact, Named, Reply, Wish
from casework.clocks.routes import Route
from casework.course.choosing import ByVoice
from casework.demo.alike import agrees, asks_her, sends
from casework.demo.going import asks_after_safety, employer_knew, goes_on
from casework.demo.steps import (
    Story,
    acknowledges,
    answers,
    chooses,
    gives_keys,
    goes_away,
    hears_choice,
    names_panel,
    notes,
    recuses_herself,
    takes_in,
    writes,
)
from casework.procedures.terms import StageId

ON_LINE_3 = Story(
    at="rupali",
    hours_ago=2,
    word="mango tree",
    union="union",
    close={"karim": Reply.YES, "rafiq": Reply.UNKNOWN},
    answers=Answers(
        wish=Wish.COMPLAIN,
        safe_now=Reply.UNKNOWN,
        poster_code_given=True,
        respondent=Named(name="Karim bhai", post="supervisor", line="3"),
        places=["line"],
        when_text="Most days since the Eid holiday, last time on Sunday",
        kinds=["verbal", "touching"],
        words="He comes up behind me at the machine and puts his hand on my back. When I moved"
        " away he said I would not make my target without him. Two others on the line saw it.",
        tells_programme=True,
        wants_officer=True,
        needs=["talking", "work"],
        contact=Contact(how="message", when="After 8 in the evening", whose_phone="My own"),
    ),
)
ON_THE_BUS = Story(
    at="rupali",
    hours_ago=70,
    union="union",
    answers=Answers(
        wish=Wish.COMPLAIN,
        safe_now=Reply.YES,
        respondent=Named(post="driver of the second bus"),
        places=["transport"],
        when_text="Tuesday and Wednesday evening",
        kinds=["verbal", "non_verbal"],
        words="The driver turns the mirror so that he can look at us and makes remarks. Some of"
        " the girls now walk home in the dark instead.",
        contact=Contact(how="never"),
    ),
    then=(
        acknowledges("shirin", 46),
        asks_after_safety("shirin", 44, "She walks home with two others until it is settled."),
        writes(26, "This morning he did not wait for the three of us who sit in the back."),
    ),
)
AFTER_SAYING_NO = Story(
    at="rupali",
    hours_ago=150,
    word="blue lotus",
    union="union",
    number_shown_as="an answer waits for her",
    answers=Answers(
        wish=Wish.COMPLAIN,
        safe_now=Reply.YES,
        name="Rahima (made up)",
        name_for_committee=True,
        respondent=Named(name="Jashim", post="quality in-charge", line="12"),
        places=["line", "phone"],
        when_text="It began about two months ago",
        kinds=["demands", "punished"],
        words="He asked me to meet him outside and said then my pieces would pass. I said no."
        " Since then he sends back pieces of mine that are good, and my pay is short.",
        tells_programme=True,
        told_for_programme=True,
        wants_officer=True,
        needs_for_committee=True,
        needs=["money", "legal"],
        contact=Contact(how="phone", where="My sister's number", when="Friday", whose_phone="My"
        " sister's", who_answers="My sister", what_to_say="Say it is the tailoring class."),
    ),
    then=(
        acknowledges("nasrin", 128),
        notes("nasrin", 127, "Pieces sent back on line 12 since the first of the month: ask the"
              " office for the list of all workers, not for hers alone."),
        answers("shirin", 120, "Thank you for telling us. We have read it. You do not have to"
                " meet him alone: from tomorrow another inspector checks your pieces. Nobody on"
                " the line is told why. Would you like us to ask for your short pay too?"),
        writes(100, "Yes please ask for the pay. But do not say my name to the office."),
        takes_in("nasrin", 76),
        asks_after_safety("nasrin", 75, "Safe at home; on the line only while others are near."),
        goes_on("nasrin", 60, StageId.ROUTE, "Her safety is looked after; she may choose."),
        chooses(40, Route.FORMAL),
        names_panel("nasrin", 26, ("shirin", "farida", "rafiq"), "They do not work with the quality"
                    " section, and one of them comes from outside."),
        asks_her("nasrin", 25),
        agrees(24),
        sends("nasrin", 23),
        answers("nasrin", 22, "We asked for the pay of the whole line, so your name does not stand"
                " out. We expect an answer on Thursday and write to you again then."),
    ),
)  # fmt: skip
WITH_FILES = Story(
    at="mekong",
    hours_ago=290,
    word="white heron",
    # His name is like the respondent's; she was asked, and he is somebody else.
    close={"rithy": Reply.NO},
    has_files=True,
    answers=Answers(
        language="km",
        wish=Wish.COMPLAIN,
        safe_now=Reply.YES,
        respondent=Named(name="Vuthy", post="មេក្រុម", line="6"),
        places=["line", "floor"],
        when_text="ខែមុន",
        kinds=["verbal", "non_verbal"],
        words="មេក្រុមតែងតែឈរជិតខ្ញុំ ហើយនិយាយអំពីរូបរាងកាយខ្ញុំនៅមុខអ្នកដទៃ។"
        " ខ្ញុំខ្មាសអៀន ហើយមិនហ៊ានទៅបន្ទប់ទឹកម្នាក់ឯងទេ។ ខ្ញុំបានគូសប្លង់កន្លែងនោះ។",
        tells_programme=True,
        contact=Contact(how="never"),
    ),
    then=(
        acknowledges("sokha", 260),
        asks_after_safety("sokha", 259.5, "Safe at home. She goes to the toilets with a friend."),
        employer_knew("sokha", 259, 24, "The manager of human resources, told by the chair."),
        goes_on("sokha", 247, StageId.ROUTE, "She wants to choose today."),
        notes("sokha", 259, "The plan she drew shows the passage behind line 6, which the camera"
              " of the hall does not see. The light there has been broken since the rains."),
        answers("sokha", 250, "សូមអរគុណដែលបានប្រាប់យើង។ យើងបានអានហើយ។ អំពូលភ្លើងនៅទីនោះនឹងត្រូវជួសជុលថ្ងៃនេះ។"),
        hears_choice("sokha", 246, Route.FORMAL, ByVoice("I want them to ask everybody on the line,"
                     " not only me.", "in_person", "On Monday, in the clinic room")),
        names_panel("sokha", 244, ("sokha", "dara", "rithy"), "Dara works in packing and knows"
                    " neither of them; Rithy is from outside."),
        gives_keys("sreymom", 190),
        asks_her("sokha", 170),
        agrees(165),
        notes("dara", 160, "The lamp behind line 6 was repaired yesterday. Nobody was told why."),
        notes("rithy", 150, "Heard two of the line, separately and away from the hall. Both had"
              " seen him stand there. Neither knows who complained."),
    ),
)  # fmt: skip
BY_PHONE = Story(
    at="rupali",
    hours_ago=200,
    word="রুপালি নদী",
    union="union",
    answers=Answers(
        language="bn",
        wish=Wish.COMPLAIN,
        safe_now=Reply.NO,
        respondent=Named(name="সোহেল", post="লাইন চিফ", line="৯"),
        places=["phone"],
        when_text="রাতে, প্রায় প্রতিদিন",
        kinds=["digital", "punished"],
        words="লাইন চিফ রাতে আমাকে ফোনে ছবি আর মেসেজ পাঠায়। আমি উত্তর না দিলে পরদিন বেশি কাজ"
        " দেয়। আমি চাই এটা বন্ধ হোক, কিন্তু আমার চাকরি যেন না যায়।",
        wants_officer=True,
        needs=["talking"],
        contact=Contact(how="never"),
    ),
    then=(
        acknowledges("farida", 180),
        answers("farida", 178, "আমাদের জানানোর জন্য ধন্যবাদ। আমরা পড়েছি। আপনার নাম কাউকে বলা হবে না।"
                " মেসেজগুলো মুছবেন না।"),
        goes_away("nasrin", 60, "rafiq", 9, "নাসরিন কয়েক দিন ছুটিতে। তত দিন তাঁর জায়গায় রফিক পড়বেন।"),
        gives_keys("shirin", 10),
        writes(9, "আজ আবার মেসেজ দিয়েছে। আমি কি লাইন বদলাতে পারি?"),
    ),
)  # fmt: skip
RECUSED = Story(
    at="mekong",
    hours_ago=120,
    word="rice field",
    answers=Answers(
        wish=Wish.COMPLAIN,
        safe_now=Reply.YES,
        respondent=Named(name="Samnang", post="cutter"),
        places=["dormitory", "outside"],
        when_text="The night of the water festival",
        kinds=["non_verbal"],
        words="He waited outside the dormitory and followed me to the shop and back. He has done"
        " it three times now. The guard only laughed.",
        tells_programme=True,
        told_for_programme=True,
        contact=Contact(how="in_person", where="The clinic room"),
    ),
    then=(
        acknowledges("sreymom", 100),
        asks_after_safety("sreymom", 99, "Her room mate walks with her."),
        recuses_herself("sreymom", 30, "He is my cousin's husband. I should not read on."),
    ),
)
