"""State codes as the Bluebook and as the states themselves cite them, and foreign law, which is neither."""

import pytest

from tests.mentions.reading import targets

TABLE = [
    ("Cal. Civ. Code § 1946.2", ["/us/ca/civ/s1946.2"]),
    ("California Civil Code section 1946.2", ["/us/ca/civ/s1946.2"]),
    ("section 1946.2 of the California Civil Code", ["/us/ca/civ/s1946.2"]),
    ("Cal. Penal Code § 459", ["/us/ca/pen/s459"]),
    ("Fla. Stat. § 784.046; 735 ILCS 5/2-619", ["/us/fl/stat/s784.046", "/us/il/ilcs-735-5/s2-619"]),
    ("Cal. Bus. & Prof. Code § 17200", ["/us/ca/bpc/s17200"]),
    ("Cal. Code Civ. Proc. § 425.16(b)(1)", ["/us/ca/ccp/s425.16/b/1"]),
    ("California Code of Civil Procedure section 425.16, subdivision (b)", ["/us/ca/ccp/s425.16/b"]),
    ("subdivision (a) of section 1946.2 of the California Civil Code", ["/us/ca/civ/s1946.2/a"]),
    ("Cal. Health & Safety Code §§ 11350, 11377", ["/us/ca/hsc/s11350", "/us/ca/hsc/s11377"]),
    ("Cal. Gov't Code Ann. § 12940 (West 2020)", ["/us/ca/gov/s12940"]),
    ("Cal. Lab. Code §§ 226.7 and 512(a)", ["/us/ca/lab/s226.7", "/us/ca/lab/s512/a"]),
    ("Cal. Penal Code §§ 1320-1325", ["/us/ca/pen/s1320", "/us/ca/pen/s1325"]),
    ("Cal. Penal Code § 459; Penal Code section 460(b)", ["/us/ca/pen/s459", "/us/ca/pen/s460/b"]),
    ("N.Y. Penal Law § 265.03", ["/us/ny/pen/s265.03"]),
    ("New York Penal Law § 265.03(3)", ["/us/ny/pen/s265.03/3"]),
    ("N.Y. C.P.L.R. 3211(a)(7)", ["/us/ny/cvp/s3211/a/7"]),
    ("CPLR 3211(a)(7)", ["/us/ny/cvp/s3211/a/7"]),
    ("N.Y. Exec. Law § 296-a (McKinney 2019)", ["/us/ny/exc/s296-a"]),
    ("section 349 of the New York General Business Law", ["/us/ny/gbs/s349"]),
    ("N.Y. Gen. Bus. Law §§ 349, 350", ["/us/ny/gbs/s349", "/us/ny/gbs/s350"]),
    ("Tex. Penal Code Ann. § 46.02", ["/us/tx/pe/s46.02"]),
    ("Tex. Penal Code Ann. § 46.02(a-1) (West)", ["/us/tx/pe/s46.02"]),
    ("Texas Penal Code section 46.02", ["/us/tx/pe/s46.02"]),
    ("Section 46.02, Texas Penal Code", ["/us/tx/pe/s46.02"]),
    ("Tex. Civ. Prac. & Rem. Code § 16.004(a)(5)", ["/us/tx/cp/s16.004/a/5"]),
    ("Tex. Code Crim. Proc. Ann. art. 38.22", ["/us/tx/cr/s38.22"]),
    ("Tex. Gov't Code § 552.001", ["/us/tx/gv/s552.001"]),
    ("Fla. Stat. § 784.046", ["/us/fl/stat/s784.046"]),
    ("Fla. Stat. Ann. § 784.046(2)(a)", ["/us/fl/stat/s784.046/2/a"]),
    ("section 784.046, Florida Statutes", ["/us/fl/stat/s784.046"]),
    ("subsection (2) of section 784.046, Florida Statutes", ["/us/fl/stat/s784.046/2"]),
    ("§ 784.046, Fla. Stat. (2020)", ["/us/fl/stat/s784.046"]),
    ("sections 784.03 and 784.046, Florida Statutes", ["/us/fl/stat/s784.03", "/us/fl/stat/s784.046"]),
    ("735 ILCS 5/2-619", ["/us/il/ilcs-735-5/s2-619"]),
    ("735 ILCS 5/2-619(a)(9)", ["/us/il/ilcs-735-5/s2-619/a/9"]),
    ("720 Ill. Comp. Stat. Ann. 5/12-3.2", ["/us/il/ilcs-720-5/s12-3.2"]),
    ("RCW 9A.36.011", ["/us/wa/rcw/s9A.36.011"]),
    ("RCW 9A.36.011(1)(a)", ["/us/wa/rcw/s9A.36.011/1/a"]),
    ("Wash. Rev. Code § 9A.36.011", ["/us/wa/rcw/s9A.36.011"]),
    ("section 9A.36.011 of the Washington Revised Code", ["/us/wa/rcw/s9A.36.011"]),
    ("Ohio Rev. Code § 2903.01", ["/us/oh/orc/s2903.01"]),
    ("Va. Code Ann. § 18.2-57", ["/us/va/code/s18.2-57"]),
    ("Ga. Code Ann. § 16-5-1", ["/us/ga/code/s16-5-1"]),
    ("W. Va. Code § 61-2-9", ["/us/wv/code/s61-2-9"]),
    ("La. Rev. Stat. Ann. § 14:35", ["/us/la/rs/s14:35"]),
    ("D.C. Code § 22-404(a)", ["/us/dc/code/s22-404/a"]),
    ("A.R.S. § 13-1203", ["/us/az/ars/s13-1203"]),
    ("RPAPL § 711(2)", ["/us/ny/rpa/s711/2"]),
    ("TEX. PENAL CODE ANN. § 22.021(a)(1)", ["/us/tx/pe/s22.021/a/1"]),
    ("WASH. REV. CODE § 9A.32.030; 720 ILL. COMP. STAT. 5/9-1", ["/us/wa/rcw/s9A.32.030", "/us/il/ilcs-720-5/s9-1"]),
    ("New York's Penal Law § 120.05(2)", ["/us/ny/pen/s120.05/2"]),
    ("New York Civil Practice Law and Rules § 214(5)", ["/us/ny/cvp/s214/5"]),
    ("Cal. Penal Code § 459; Code Civ. Proc., § 437c, subd. (c)", ["/us/ca/pen/s459", "/us/ca/ccp/s437c/c"]),
    ("Cal. Veh. Code § 4; Tex. Gov't Code § 2; Penal Code § 3", ["/us/ca/veh/s4", "/us/tx/gv/s2"]),
    ("Tex. Code Crim. Proc. art. 38.22, § 5", ["/us/tx/cr/s38.22"]),
    ("Article 38.22 of the Texas Code of Criminal Procedure", ["/us/tx/cr/s38.22"]),
    ("Florida Statute 784.046(2)", ["/us/fl/stat/s784.046/2"]),
    ("820 ILCS 105/4a and 115/9(b)", ["/us/il/ilcs-820-105/s4a", "/us/il/ilcs-820-115/s9/b"]),
    ("Revised Code of Washington section 9A.36.011", ["/us/wa/rcw/s9A.36.011"]),
    ("Code of Virginia § 18.2-57", ["/us/va/code/s18.2-57"]),
]  # fmt: skip
NONE = [
    "section 7 of the Canadian Charter", "Regulation (EU) 2016/679",
    "Bürgerliches Gesetzbuch § 242", "section 242 of the German Civil Code", "Penal Code section 459",
    "Article 6 of the European Convention", "Criminal Code (Canada), s 83", "the California Penal Code of 1994",
    "California Penal Code 2019 edition", "135 Stat. 429, California", "He moved from California. Code § 5 ran.",
    "Cal. Penal Code § 459; the German Civil Code § 242", "New York Tax Law", "Louisiana Civil Code article 2315",
    "Code pénal, art. 111-1", "section 2 of the Canada Act", "the Privacy Act of Canada", "the Canadian Privacy Act",
    "section 4 of the New Zealand Bill of Rights Act", "the Israeli Nationality Act", "the UK Clean Air Act",
    "the Bankruptcy Act 1966 (Cth)", "the Bankruptcy Act of Canada",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_state_codes(text: str, expected: list[str]) -> None:
    assert targets(text) == expected
    assert targets(f"Under {text}, it is so.") == expected


def test_the_code_alone_is_no_states() -> None:
    text = "He violated D.C. Code § 22-404. Under section 401 of the Code, and § 12 of the Code, tax is due."
    assert targets(text) == ["/us/dc/code/s22-404"]


@pytest.mark.parametrize("text", NONE)
def test_no_state_code(text: str) -> None:
    assert [target for target in targets(text) if not target.startswith(("/us/ca/pen/s459", "/us/stat"))] == []
