"""From a canonical id to the page where it can be read."""

import pytest

from kg.links import link_of

HOUSE = "https://uscode.house.gov"
LINKS = [
    ("/us/usc/t26/s6103/i/2", f"{HOUSE}/view.xhtml?req=granuleid:USC-prelim-title26-section6103&num=0&edition=prelim"),
    ("/us/usc/t26/s6103@2025-05-12",
     f"{HOUSE}/view.xhtml?req=granuleid:USC-prelim-title26-section6103&num=0&edition=prelim"),
    ("/us/usc/t49/ch311", f"{HOUSE}/view.xhtml?req=granuleid:USC-prelim-title49-chapter311&num=0&edition=prelim"),
    ("/us/usc/t26/stF/ch61/schA",
     f"{HOUSE}/view.xhtml?req=granuleid:USC-prelim-title26-chapter61&num=0&edition=prelim"),
    ("/us/usc/t18", f"{HOUSE}/browse/prelim@title18&edition=prelim"),
    ("/us/usc/t26/stF", f"{HOUSE}/browse/prelim@title26&edition=prelim"),
    ("/us/cfr/t26/s301.6103(i)-1", "https://www.ecfr.gov/current/title-26/section-301.6103(i)-1"),
    ("/us/cfr/t21/s20.85/a/1", "https://www.ecfr.gov/current/title-21/section-20.85#p-20.85(a)(1)"),
    ("/us/cfr/t40/pt82", "https://www.ecfr.gov/current/title-40/part-82"),
    ("/us/cfr/t40/pt82/sptF", "https://www.ecfr.gov/current/title-40/part-82/subpart-F"),
    ("/us/cfr/t40", "https://www.ecfr.gov/current/title-40"),
    ("/us/pl/116/136/s3610", "https://www.govinfo.gov/link/plaw/116/public/136"),
    ("/us/pl/91/190", None),
    ("/us/stat/68A/3", "https://www.govinfo.gov/link/statute/68A/3"),
    ("/us/act/1935-08-14/ch531", None),
    ("/us/fr/81/82272", "https://www.federalregister.gov/citation/81-FR-82272"),
    ("/us/fr/41/5000", "https://www.govinfo.gov/link/fr/41/5000"),
    ("/us/fr/doc/2025-07978", "https://www.federalregister.gov/d/2025-07978"),
    ("/us/eo/14161", "https://www.federalregister.gov/executive-order/14161"),
    ("/us/bill/119/s2291", "https://www.congress.gov/bill/119th-congress/senate-bill/2291"),
    ("/us/bill/119/hr/1049", "https://www.congress.gov/bill/119th-congress/house-bill/1049"),
    ("/us/bill/101/hjres3", "https://www.congress.gov/bill/101st-congress/house-joint-resolution/3"),
    ("/us/bill/112/sconres3", "https://www.congress.gov/bill/112th-congress/senate-concurrent-resolution/3"),
    ("/us/bill/119/x1", None),
    ("/us/const", "https://constitution.congress.gov/constitution/"),
    ("/us/const/amdt/4", "https://constitution.congress.gov/constitution/amendment-4/"),
    ("/us/const/art/1/s8/cl3", "https://constitution.congress.gov/browse/article-1/section-8/clause-3/"),
    ("/us/const/amdt/14/s1", "https://constitution.congress.gov/browse/amendment-14/section-1/"),
    ("/us/case/us/484/9", "https://www.courtlistener.com/c/us/484/9/"),
    ("/us/case/f-supp-2d/10/20", "https://www.courtlistener.com/c/f-supp-2d/10/20/"),
    ("/us/case/dcd/1:25-cv-00677", "https://www.courtlistener.com/?type=r&docket_number=1%3A25-cv-00677&court=dcd"),
    ("/us/case/x/doe-v-roe", None),
    ("/us/frcp/r23/b", "https://www.law.cornell.edu/rules/frcp/rule_23"),
    ("/us/frcrp/r11", "https://www.law.cornell.edu/rules/frcrmp/rule_11"),
    ("/us/ca/civ/s1946.2",
     "https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=CIV&sectionNum=1946.2"),
    ("/us/agency/internal-revenue-service", None),
    ("/doc/sha256/00/s7", None),
    ("no id", None),
]  # fmt: skip


@pytest.mark.parametrize(("target", "link"), LINKS)
def test_link_of(target: str, link: str | None) -> None:
    assert link_of(target) == link


@pytest.mark.parametrize("kind", ["usc/t1/s", "cfr/t1/s", "case/us/1/", "fr/1/", "eo/", "stat/1/", "ca/civ/s"])
def test_nothing_in_an_id_leaves_the_address(kind: str) -> None:
    link = link_of(f"/us/{kind}1\"><script>alert(1)&x=' y") or ""

    assert not set(link) & set("\"<> '")
