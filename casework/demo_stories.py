"""What is told in the demonstration: a dozen made-up cases, each in another state."""

from dataclasses import dataclass, field

from casework.answers import Age, Answers, Contact, Named, Reply, Wish
from casework.demo_steps import (
    Step,
    acknowledges,
    answers,
    hands_over,
    notes,
    recuses_herself,
    takes_in,
    writes,
)


@dataclass(frozen=True, kw_only=True)
class Story:
    """One complaint, when it was told, and what happened since."""

    at: str = ""
    """The key of the factory; none for what no factory deals with."""
    hours_ago: float
    answers: Answers
    word: str = ""
    union: str = ""
    close: dict[str, Reply] = field(default_factory=dict)
    """Keys of people she was asked about, and her answers."""
    has_files: bool = False
    then: tuple[Step, ...] = ()
    number_shown_as: str = ""
    """Why its number is printed; empty for those that are not."""


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
        notes("sokha", 259, "The plan she drew shows the passage behind line 6, which the camera"
              " of the hall does not see. The light there has been broken since the rains."),
        answers("sokha", 250, "សូមអរគុណដែលបានប្រាប់យើង។ យើងបានអានហើយ។ អំពូលភ្លើងនៅទីនោះនឹងត្រូវជួសជុលថ្ងៃនេះ។"),
        notes("rithy", 210, "Heard two of the line, separately and away from the hall. Both had"
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
        recuses_herself("sreymom", 30, "He is my cousin's husband. I should not read on."),
    ),
)
HANDED_ON = Story(
    at="rupali",
    hours_ago=100,
    word="green thread",
    answers=Answers(
        wish=Wish.TALK,
        safe_now=Reply.UNKNOWN,
        respondent=Named(post="somebody of the office"),
        places=["floor"],
        when_text="Two weeks ago",
        kinds=["verbal", "demands"],
        words="I do not want a complaint yet. I want to talk to somebody about what he asked me in"
        " the store room, and what happens if I say something.",
        tells_programme=True,
        contact=Contact(how="in_person", when="After the shift", where="Not in the factory"),
    ),
    then=(
        acknowledges("shirin", 90),
        hands_over("shirin", 20, "maya", "She wants to speak with somebody who is not of the"
                   " factory. The supervisor can meet her outside."),
    ),
)  # fmt: skip
WAITING_IN_THE_INBOX = Story(
    at="vientiane",
    hours_ago=170,
    answers=Answers(
        wish=Wish.TALK,
        safe_now=Reply.YES,
        respondent=Named(post="buyer's visitor"),
        places=["floor"],
        when_text="When the buyer came",
        kinds=["touching"],
        words="A man who came with the buyer put his arm around me for a photograph and did not"
        " let go. I do not know his name.",
        tells_programme=True,
        contact=Contact(how="never"),
    ),
    then=(
        acknowledges("bounmy", 150),
        answers("bounmy", 149, "Thank you. We ask the buyer who was with them that day."),
        writes(5, "He came again today. He has a grey beard and a name card with a red line."),
    ),
)
FOR_A_FRIEND = Story(
    at="vientiane",
    hours_ago=60,
    answers=Answers(
        wish=Wish.TALK,
        for_somebody_else=True,
        safe_now=Reply.UNKNOWN,
        respondent=Named(post="mechanic, hall A"),
        places=["floor"],
        when_text="This month",
        kinds=["non_verbal", "verbal"],
        words="My friend in hall A cries in the break and says the mechanic does not leave her"
        " alone. She is afraid to tell. I do not want to decide for her.",
        contact=Contact(how="never"),
    ),
    then=(acknowledges("khamla", 40),),
)
AT_HOME = Story(
    hours_ago=90,
    word="bamboo basket",
    answers=Answers(
        elsewhere="home_based",
        wish=Wish.HELP,
        safe_now=Reply.NO,
        respondent=Named(post="the man who brings the pieces"),
        places=["home"],
        when_text="Each week when he brings the work",
        kinds=["demands"],
        words="I sew at home. The man who brings the pieces wants more than the work, or he gives"
        " it to another. I have two small children here when he comes.",
        tells_programme=True,
        told_for_programme=True,
        wants_officer=True,
        needs=["talking", "legal", "money"],
        contact=Contact(how="through_somebody", where="The tea stall woman knows me"),
    ),
    then=(
        acknowledges("maya", 70),
        answers("maya", 69, "Thank you for writing. You decide what happens next. A referral"
                " officer looks for somebody near you whom you can talk to."),
    ),
)  # fmt: skip
A_CHILD = Story(
    at="mekong",
    hours_ago=50,
    word="little boat",
    answers=Answers(
        wish=Wish.HELP,
        age=Age.UNDER_18,
        safe_now=Reply.UNKNOWN,
        respondent=Named(post="older man in packing"),
        places=["floor"],
        when_text="Since I started",
        kinds=["verbal"],
        words="They wrote a wrong age for me so that I can work. An older man in packing says"
        " things to me and waits for me. I am scared to go to packing.",
        contact=Contact(how="never"),
    ),
    then=(
        acknowledges("rina", 47),
        answers("rina", 46, "Thank you for telling us. It is not your fault. Nobody of the"
                " factory can read this. Is there a grown-up you trust whom we may speak with?"),
    ),
)  # fmt: skip
KEPT = Story(
    at="rupali",
    hours_ago=240,
    word="quiet water",
    number_shown_as="kept for herself, to decide later",
    answers=Answers(
        wish=Wish.KEEP,
        safe_now=Reply.YES,
        respondent=Named(post="floor manager"),
        places=["floor"],
        when_text="12 and 19 of last month",
        kinds=["verbal"],
        words="I write it down so that I do not forget the days. I do not want anybody to read it"
        " yet.",
    ),
)
STORIES = (
    ON_LINE_3,
    ON_THE_BUS,
    AFTER_SAYING_NO,
    WITH_FILES,
    BY_PHONE,
    RECUSED,
    HANDED_ON,
    WAITING_IN_THE_INBOX,
    FOR_A_FRIEND,
    AT_HOME,
    A_CHILD,
    KEPT,
)
