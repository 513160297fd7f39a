"""One press on a page of `/w`: what it does to the draft, and which page follows."""

from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from auth.throttle import address_digest
from casework import languages
from casework.case.answers import Answers, Wish
from casework.forms.asking import Question
from casework.forms.telling import FORMS
from casework.forms.telling_story import FILES_LIMIT, AFile
from casework.parts import Parts
from casework.telling import drafts, way
from casework.telling.drafts import DraftText, OpenDraft
from casework.telling.surroundings import Surroundings
from casework.telling.uploads import Arrivals, Problem
from crypto import number


@dataclass
class Walk:
    """Somebody on her way: her draft, the page she posted, and what she typed there."""

    db: Session = field(repr=False)
    parts: Parts = field(repr=False)
    draft: OpenDraft = field(repr=False)
    page: str
    values: MultiDict[str, str] = field(repr=False)
    arrivals: Arrivals = field(repr=False)
    now: datetime
    form: Question | None = None
    """The form as she typed it, when it cannot be taken as it stands."""

    @property
    def answers(self) -> Answers:
        """Her answers so far."""
        return self.draft.text.answers

    def around(self) -> Surroundings:
        """What is around her as her answers stand now."""
        return look(self.db, self.parts, self.draft.text, self.now)

    def press(self) -> None:
        """Do what the pressed button says. Afterwards `form` is set where something is amiss."""
        presses = {
            "back": self._back,
            "skip": self._pass_over,
            "change": self._change,
            "finish": self._finish_story,
            "remove": self._remove,
            "keep": self._keep_instead,
        }
        self.draft.text.has_changed_readers = False
        pressed = next((name for name in presses if name in self.values), "")
        presses.get(pressed, self._go_on)()
        self._arrive()
        drafts.keep(self.db, self.parts.keys, self.draft, self.now)

    def _go_on(self) -> None:
        if self._take():
            self._forward()

    def _back(self) -> None:
        self._take()
        self.form = None
        self._go(way.preceding(self.page, self.answers, self.around()))

    def _pass_over(self) -> None:
        form = FORMS[self.page].for_place(self.answers, self.around())
        if not form.can_skip:
            self._go_on()
            return
        form.forget(self.answers)
        self.draft.text.typed.pop(self.page, None)
        self._forward()

    def _change(self) -> None:
        wanted = self.values["change"]
        if way.is_page(wanted):
            self._go(wanted)

    def _finish_story(self) -> None:
        if self._take():
            self._seen()
            self._go(way.after_story(self.answers, self.around()))

    def _remove(self) -> None:
        files, named = self.answers.files, self.values["remove"]
        for gone in [each for each in files if each.object_name == named]:
            files.remove(gone)
            drafts.drop_files(self.db, self.parts.files, gone.objects)
        self._go("files")

    def _keep_instead(self) -> None:
        self.answers.wish = Wish.KEEP
        self._go("word")

    def _take(self) -> bool:
        """Write what she typed into her answers; what is amiss stays as she typed it."""
        around = self.around()
        form = FORMS[self.page].asked(self.answers, around, self.values)
        typed = self.draft.text.typed
        if form.validate():
            form.write(self.answers)
            typed.pop(self.page, None)
            return self._take_file(form)
        kept = ((name, self.values.getlist(name)) for name in form._fields)
        typed[self.page] = {name: values for name, values in kept if values}
        self.form = form
        return False

    def _take_file(self, form: Question) -> bool:
        """Add the file that came along. Then the page is shown again, for the next one."""
        arrived = self.arrivals.first
        if not isinstance(form, AFile) or arrived is None:
            return True
        wrong = _why_not(self.arrivals.problem, len(self.answers.files))
        if wrong:
            form.file.errors = [wrong]
            self.form = form
            return False
        file = arrived.keep(self.db, is_intimate=bool(form.intimate.data))
        self.answers.files.append(file)
        drafts.add_file(self.db, self.parts.keys, file.objects, self.now)
        self._go("files")
        return False

    def _forward(self) -> None:
        self._seen()
        text, around = self.draft.text, self.around()
        is_before_summary = way.is_before(self.page, way.CHECK)
        if text.checking and is_before_summary:
            self._go(way.returning(self.page, text.seen, self.answers, around))
        else:
            self._go(way.following(self.page, self.answers, around))

    def _seen(self) -> None:
        seen = self.draft.text.seen
        self.draft.text.seen = [*(name for name in seen if name != self.page), self.page]

    def _go(self, page: str) -> None:
        self.draft.text.page = page

    def _arrive(self) -> None:
        text = self.draft.text
        text.answers.language = languages.in_force()
        if text.page in (way.CHECK, way.LAST):
            text.checking = True
            # Drawn before the first send, so that sending twice shows one number.
            text.number = text.number or number.draw()


def look(db: Session, parts: Parts, text: DraftText, now: datetime) -> Surroundings:
    """What is around somebody with this draft."""
    return Surroundings(
        db,
        parts.keys,
        parts.register,
        [(code, languages.own_name(code)) for code in languages.offered()],
        text.answers,
        now,
        address_digest(),
        has_number=text.kept is not None,
    )


def _why_not(problem: Problem | None, already: int) -> str:
    sentences: dict[Problem | None, str] = {
        None: "",
        Problem.TOO_LARGE: too_large(),
        Problem.WRONG_KIND: _(
            "We can take a photo, a PDF, a recording or a film. This is none of them."
        ),
        Problem.SECOND: _("Please add one file at a time."),
    }
    if already >= FILES_LIMIT:
        return str(_("Ten files are the most we can take. Remove one to add another."))
    return sentences[problem]


def too_large() -> str:
    """What is said of a file above the limit."""
    return str(
        _(
            "This file is larger than 15 MB. Choose a smaller one, or a shorter recording. "
            "Everything else is kept."
        )
    )
