"""Claims that read alike and are not: put to one small table, each must be decided rightly or left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import crossfoot

TABLE = """\
ward,year,burglaries,fires,population
Ashby,2020,412,31,18200
Ashby,2021,455,29,18350
Dunmore,2020,120,12,9100
Dunmore,2021,96,15,9080
Kell,2020,333,44,20100
Kell,2021,340,40,20300
Wexmoor,2020,87,9,4100
Wexmoor,2021,91,9,4050
"""
MAPPING = """\
row = "one ward in one year"
period = "year"
complete = true
universe = ["police", "council", "in the borough", "the borough"]
[[measure]]
name = "burglaries"
column = "burglaries"
words = ["burglary"]
[[measure]]
name = "fires"
column = "fires"
words = ["fire"]
[[measure]]
name = "population"
column = "population"
level = true
words = ["resident", "people living", "inhabitant"]
[[members]]
column = "ward"
words = ["ward"]
"""
SUPPORTED = """\
Ashby ward recorded 455 burglaries in 2021.
Burglaries in Dunmore fell 20 percent in 2021.
Kell had more fires than any other ward in 2021.
Wexmoor had the fewest fires of any ward in 2021.
There were 982 burglaries in the borough in 2021.
Ashby accounted for 46 percent of the burglaries in 2021.
Ashby had 115 more burglaries than Kell in 2021.
Ashby had more burglaries than Kell and Dunmore in 2021.
Ashby had 43 more burglaries in 2021 than in 2020.
About 18,000 people living in Ashby in 2021.
Ashby ranked first for burglaries in 2021.
Kell came second for burglaries in 2021.
Ashby, Kell and Dunmore together had 891 burglaries in 2021.
Kell had the second most burglaries of any ward in 2021.
Fires in Kell fell 9.1 percent in 2021.
Kell had more than 40 fires in 2020.
Kell had nearly 45 fires in 2020.
Dunmore had fewer fires than Kell in 2020.
"""
REFUTED = """\
Ashby ward recorded 545 burglaries in 2021.
Burglaries in Dunmore rose 20 percent in 2021.
Wexmoor had more fires than any other ward in 2021.
There were 892 burglaries in the borough in 2021.
Ashby accounted for 64 percent of the burglaries in 2021.
Ashby had 151 more burglaries than Kell in 2021.
Ashby had 34 more burglaries in 2021 than in 2020.
Every ward had more burglaries in 2021 than in 2020.
No ward had fewer burglaries in 2021 than in 2020.
Dunmore came second for burglaries in 2021.
Kell had the most burglaries in 2021.
Fires in Kell fell 19 percent in 2021.
Kell had more than 50 fires in 2020.
Kell had fewer than 40 fires in 2020.
Dunmore had more fires than Kell in 2020.
"""
# Another thing, another time, a part, a rate, a plan, another base, what is not so: nothing of it stands in the table.
LEFT_ALONE = """\
Wexmoor had the most fires per head of any ward in 2021.
Ashby had 12 fewer burglaries than expected in 2021.
Ashby had 30 burglaries in March 2021.
Police solved 45 burglaries in Ashby in 2021.
Ashby had 455 attempted burglaries in 2021.
The victim of the Ashby burglaries lost 300 pounds in 2021.
More than half of the burglaries in Ashby in 2021 were at night.
Burglaries and fires in Ashby came to 600 in 2021.
Ashby had nearly twice as many burglaries in 2021 as Kell had in 2020.
Ashby's burglaries cost 120,000 pounds in 2021.
Ashby had the most burglaries since 2015.
Ashby had the highest rise in burglaries in 2021.
Ashby saw the most burglaries of any ward outside Kell in 2021.
The first burglary in Ashby in 2021 was on Monday.
Ashby had 3 of the 5 worst streets for burglaries in 2021.
Ashby had no fires in 2021 that killed people.
Ashby's 400 burglaries in 2021 in one month were a record.
Of Ashby's burglaries in 2021, 12 were in the town centre.
Another 12 burglaries took place in Ashby in 2021.
Some 12 burglaries a week took place in Ashby in 2021.
Ashby had 38 burglaries a month in 2021.
Three burglaries in Ashby in 2021 led to 10 fires.
One in ten burglaries in 2021 was in Dunmore.
In 2021 a man admitted 20 burglaries in Ashby.
Police made arrests in 50 burglaries in Ashby in 2021.
Ashby had 30 burglaries on 3 March 2021.
Ashby had 120 burglaries in the first half of 2021.
Two in three burglaries in Ashby in 2021 were solved.
Ashby had the second most burglaries among wards with a police station in 2021.
Kell had the most burglaries in 2021 after Ashby.
Kell had the most burglaries of the two big wards in 2021.
Ashby's burglary rate was 25 per 1,000 in 2021.
Ashby had 100 more fires than burglaries in 2021.
Ashby had 31 fires in 2020 and 455 burglaries in 2021.
A quarter of fires in Kell in 2021 were arson.
Fires in Kell fell 9.1 percent in 2021 after rising 10 percent in 2020.
Fires in Kell fell 9.1 percent over the decade to 2021.
Fires in Kell are 19 percent down this year.
Kell had 44 house fires in 2020.
Kell had at most 3 serious fires in 2020.
Kell had up to 3 fires a day in 2020.
Kell's fire station had 12 firefighters in 2020.
Kell had 12 of the fires in 2020.
The council put out 12 fires in Kell in 2020.
The council had planned for 60 fires in Kell in 2020.
Kell Dunmore, 44, set 3 fires in 2020.
Firefighters spent 200 hours on fires in Kell in 2020.
Kell had 30 fires between January and June 2020.
Kell had 44 fires between 2018 and 2020.
Before 2021, Kell had 44 fires.
Since 2020 Kell has had 90 fires.
Kell averaged 60 fires in 2020.
Each ward had 60 fires in 2020.
All but 20 of the fires in 2020 were in Kell.
Most fires in 2020 were in Ashby.
Dunmore had more serious fires than Kell in 2020.
Dunmore had more fires per head than Kell in 2020.
Fires killed more people in Dunmore than in Kell in 2020.
"""
# True, and not read yet.
NOT_YET = """\
Burglaries in Dunmore fell by a fifth from 2020 to 2021.
No ward had fewer fires in 2021 than Wexmoor.
Kell had 84 fires in 2020 and 2021.
In 2020 and 2021 combined, Kell had 84 fires.
"""


@pytest.fixture(scope="module")
def wards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wards")
    (folder / "wards.csv").write_text(TABLE, encoding="utf-8")
    (folder / "wards.crossfoot.toml").write_text(MAPPING, encoding="utf-8")
    return folder / "wards.csv"


@pytest.mark.parametrize("claim", SUPPORTED.splitlines())
def test_supported(claim: str, wards: Path) -> None:
    answer = crossfoot.ask(wards, claim)
    assert answer.verdict == "supported", answer.text()


@pytest.mark.parametrize("claim", REFUTED.splitlines())
def test_refuted(claim: str, wards: Path) -> None:
    answer = crossfoot.ask(wards, claim)
    assert answer.verdict == "refuted", answer.text()


@pytest.mark.parametrize("claim", LEFT_ALONE.splitlines())
def test_left_alone(claim: str, wards: Path) -> None:
    answer = crossfoot.ask(wards, claim)
    assert answer.verdict == "not_testable", answer.text()


@pytest.mark.parametrize("claim", NOT_YET.splitlines())
@pytest.mark.xfail(strict=True, reason="known miss")
def test_not_yet(claim: str, wards: Path) -> None:
    assert crossfoot.ask(wards, claim).verdict == "supported"


@pytest.mark.parametrize("claim", [*SUPPORTED.splitlines(), *REFUTED.splitlines()])
def test_every_tape_can_be_redone(claim: str, wards: Path) -> None:
    answer = crossfoot.ask(wards, claim)
    assert all(line.holds() for reading in answer.readings for line in reading.tape)
    assert answer.as_dict()["verdict"] == answer.verdict
