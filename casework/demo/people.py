"""Who is in the demonstration: bodies and people, every one of them made up."""

from dataclasses import dataclass

from auth.match_data import MatchData
from auth.models import OrganizationKind, Role

K = OrganizationKind


@dataclass(frozen=True)
class Body:
    """An organisation of the demonstration."""

    key: str
    kind: OrganizationKind
    name: str
    country: str
    place: str
    time_zone: str
    covers: tuple[str, ...] = ()
    names_published: bool = False


@dataclass(frozen=True, kw_only=True)
class Played:
    """A made-up person: her post, and what she told of herself for matching."""

    key: str
    name: str
    body: str
    role: Role
    post: str = ""
    is_woman: bool | None = None
    is_receiver: bool = False
    told: MatchData | None = None


BODIES = (
    Body("rupali", K.FACTORY, "Rupali Knitwear (demo)", "BD", "Gazipur", "Asia/Dhaka",
         names_published=True),
    Body("mekong", K.FACTORY, "Mekong Stitch (demo)", "KH", "Phnom Penh", "Asia/Phnom_Penh"),
    Body("vientiane", K.FACTORY, "Vientiane Garments (demo)", "LA", "Vientiane", "Asia/Vientiane"),
    Body("union", K.UNION, "Garment Workers Federation (demo)", "BD", "Dhaka", "Asia/Dhaka",
         covers=("rupali", "mekong")),
    Body("care", K.PROGRAMME, "CARE programme (demo)", "BD", "Dhaka", "Asia/Dhaka",
         covers=("rupali", "mekong", "vientiane")),
    Body("centre", K.RESOURCE_CENTRE, "Women Workers Resource Centre (demo)", "KH", "Phnom Penh",
         "Asia/Phnom_Penh"),
    Body("asha", K.PROVIDER, "Asha centre (demo)", "BD", "Gazipur", "Asia/Dhaka"),
    Body("fund", K.DONOR, "Lotus Fund (demo)", "BD", "Dhaka", "Asia/Dhaka"),
    Body("network", K.NETWORK, "Home-Based Workers Network (demo)", "BD", "Dhaka", "Asia/Dhaka"),
)  # fmt: skip

OFFICERS = (
    Played(key="ratana", name="Ratana Meas", body="centre", role=Role.OFFICER,
           post="vouches for people", is_woman=True),
    Played(key="hasina", name="Hasina Parvin", body="network", role=Role.OFFICER,
           post="vouches for people", is_woman=True),
)  # fmt: skip
"""The two whom the root key certifies; they vouch for everybody else."""

RUPALI = (
    Played(key="shirin", name="Shirin Akter", body="rupali", role=Role.CHAIR,
           post="welfare officer", is_woman=True, is_receiver=True,
           told=MatchData(names=["Shirin Akter", "শিরিন আক্তার"], posts=["welfare officer"])),
    Played(key="nasrin", name="Nasrin Begum", body="rupali", role=Role.MEMBER,
           post="operator, line 7", is_woman=True, is_receiver=True,
           told=MatchData(names=["Nasrin Begum", "নাসরিন বেগম"], employee_number="RK-0711",
                          posts=["operator"], lines=["7"])),
    # The line supervisor who is also on the committee: complaints about him never reach him.
    Played(key="karim", name="Abdul Karim", body="rupali", role=Role.MEMBER,
           post="supervisor, line 3", is_woman=False,
           told=MatchData(names=["Abdul Karim", "আব্দুল করিম"], nicknames=["Karim bhai"],
                          employee_number="RK-0304", posts=["supervisor"], lines=["3"],
                          manages=["line 3"])),
    Played(key="rafiq", name="Rafiq Islam", body="rupali", role=Role.MEMBER,
           post="mechanic, line 5", is_woman=False,
           told=MatchData(names=["Rafiq Islam", "রফিক ইসলাম"], employee_number="RK-0512",
                          posts=["mechanic"], lines=["5"], kin=["Abdul Karim"])),
    Played(key="farida", name="Farida Rahman", body="rupali", role=Role.EXTERNAL_MEMBER,
           post="lawyer of a women's organisation", is_woman=True,
           told=MatchData(names=["Farida Rahman", "ফরিদা রহমান"])),
)  # fmt: skip

MEKONG = (
    Played(key="sokha", name="Chan Sokha", body="mekong", role=Role.CHAIR,
           post="personnel officer", is_woman=True, is_receiver=True,
           told=MatchData(names=["Chan Sokha", "ចាន់ សុខា"], posts=["personnel officer"])),
    Played(key="sreymom", name="Keo Sreymom", body="mekong", role=Role.MEMBER,
           post="quality inspector, line 2", is_woman=True, is_receiver=True,
           told=MatchData(names=["Keo Sreymom", "កែវ ស្រីមុំ"], employee_number="MS-228",
                          posts=["quality inspector"], lines=["2"])),
    Played(key="dara", name="Heng Dara", body="mekong", role=Role.MEMBER,
           post="packing", is_woman=False,
           told=MatchData(names=["Heng Dara", "ហេង ដារ៉ា"], employee_number="MS-540")),
    Played(key="rithy", name="Pich Rithy", body="mekong", role=Role.EXTERNAL_MEMBER,
           post="labour lawyer", is_woman=False, told=MatchData(names=["Pich Rithy"])),
)  # fmt: skip

VIENTIANE = (
    Played(key="bounmy", name="Bounmy Phommachanh", body="vientiane", role=Role.CHAIR,
           post="nurse of the clinic", is_woman=True, is_receiver=True,
           told=MatchData(names=["Bounmy Phommachanh", "ບຸນມີ"], posts=["nurse"])),
    Played(key="khamla", name="Khamla Sisouk", body="vientiane", role=Role.MEMBER,
           post="sewing, hall B", is_woman=True, is_receiver=True,
           told=MatchData(names=["Khamla Sisouk", "ຄຳລາ"], employee_number="VG-77")),
    Played(key="noy", name="Noy Vongsa", body="vientiane", role=Role.MEMBER,
           post="store keeper", is_woman=False,
           told=MatchData(names=["Noy Vongsa"], posts=["store keeper"])),
    Played(key="manivanh", name="Manivanh Keola", body="vientiane", role=Role.EXTERNAL_MEMBER,
           post="women's union of the district", is_woman=True,
           told=MatchData(names=["Manivanh Keola"])),
)  # fmt: skip

OUTSIDE = (
    Played(key="salma", name="Salma Khatun", body="union", role=Role.UNION_REPRESENTATIVE,
           post="organiser", is_woman=True, told=MatchData(names=["Salma Khatun"])),
    Played(key="sreyleak", name="Nov Sreyleak", body="centre", role=Role.RESOURCE_CENTRE_STAFF,
           post="front desk", is_woman=True),
    Played(key="maya", name="Maya Sen", body="care", role=Role.SUPERVISOR,
           is_woman=True, told=MatchData(names=["Maya Sen"])),
    Played(key="lina", name="Lina Das", body="care", role=Role.REFERRAL_OFFICER,
           is_woman=True, told=MatchData(names=["Lina Das"])),
    Played(key="tania", name="Tania Haque", body="care", role=Role.ANALYST,
           is_woman=True),
    Played(key="rina", name="Rina Paul", body="care", role=Role.CHILD_PROTECTION_OFFICER,
           is_woman=True, told=MatchData(names=["Rina Paul"])),
    Played(key="anu", name="Anu Roy", body="care", role=Role.CHILD_PROTECTION_OFFICER,
           is_woman=True, told=MatchData(names=["Anu Roy"])),
    Played(key="rehana", name="Rehana Sultana", body="asha", role=Role.PROVIDER_STAFF,
           post="counsellor", is_woman=True),
    Played(key="imran", name="Imran Ali", body="care", role=Role.ADMINISTRATOR,
           post="keeps the accounts", is_woman=False),
)  # fmt: skip

PEOPLE = (*OFFICERS, *OUTSIDE, *RUPALI, *MEKONG, *VIENTIANE)
"""In the order in which they are vouched for: the union's before the resource centre's."""


def address_of(person: Played) -> str:
    """What she types to sign in: given name and body, under a domain nobody can register."""
    return f"{person.key}@{person.body}.example"
