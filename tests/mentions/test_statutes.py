"""Statutes in every form in which people cite them, and what only looks like one."""

import pytest

from tests.mentions.reading import mentions, targets

SECTION = "/us/usc/t26/s6103"

BY_CODE = [
    ("I.R.C. 1954 and IRC 1986, and IRC 1031", ["/us/usc/t26", "/us/usc/t26", "/us/usc/t26/s1031"]),
    ("I.R.C. § 1954 and IRC 1954(a)", ["/us/usc/t26/s1954", "/us/usc/t26/s1954/a"]),
    ("26 U.S.C. 6103", [SECTION]),
    ("26 U.S.C. § 6103(i)(2)", [f"{SECTION}/i/2"]),
    ("26 USC 6103", [SECTION]),
    ("26 U. S. C. § 6103", [SECTION]),
    ("26 U.S.C.A. § 6103", [SECTION]),
    ("26 U.S.C 6103", [SECTION]),
    ("26 U.S. Code § 6103", [SECTION]),
    ("26\u00a0U.S.C.\u00a0§\u00a06103", [SECTION]),
    ("Title 26 U.S.C. 6103", [SECTION]),
    ("26 U.S.C. §§ 6103(i)(2), 7213 and 7431", [f"{SECTION}/i/2", "/us/usc/t26/s7213", "/us/usc/t26/s7431"]),
    ("8 U.S.C. §§ 1253(a)(1), 1325", ["/us/usc/t8/s1253/a/1", "/us/usc/t8/s1325"]),
    ("15 U.S.C. 657f–1; 657f", ["/us/usc/t15/s657f-1", "/us/usc/t15/s657f"]),
    ("5 U.S.C. 552(b)(4) and (6)", ["/us/usc/t5/s552/b/4", "/us/usc/t5/s552/b/6"]),
    ("8 U.S.C. 1324a(a)(1)(A), 1324a(a)(2)", ["/us/usc/t8/s1324a/a/1/A", "/us/usc/t8/s1324a/a/2"]),
    ("26 U.S.C. 3401–3423", ["/us/usc/t26/s3401", "/us/usc/t26/s3423"]),
    ("15 U.S.C. 278c–278e", ["/us/usc/t15/s278c", "/us/usc/t15/s278e"]),
    ("42 U.S.C. 1395w–4", ["/us/usc/t42/s1395w-4"]),
    ("42 U.S.C. 300aa-26", ["/us/usc/t42/s300aa-26"]),
    ("52 U.S.C. 21081(a)(3)", ["/us/usc/t52/s21081/a/3"]),
    ("54 U.S.C. 302902 et seq.", ["/us/usc/t54/s302902"]),
    ("18 U.S.C. 1905 and 10 CFR 2.309", ["/us/usc/t18/s1905", "/us/cfr/t10/s2.309"]),
    ("28 U.S.C. 561, 5 days later", ["/us/usc/t28/s561"]),
    ("15 U.S.C. 46, 2025", ["/us/usc/t15/s46"]),
    ("49 U.S.C. ch. 311", ["/us/usc/t49/ch311"]),
    ("5 U.S.C. App.", ["/us/usc/t5/app"]),
    ("5 U.S.C. App. 3", ["/us/usc/t5/app3"]),
    ("50 U.S.C. App. §§ 2061 and 2062(a)", ["/us/usc/t50/app2061", "/us/usc/t50/app2062/a"]),
    ("5 U.S.C. Appendix", ["/us/usc/t5/app"]),
    ("26 U.S.C. subtitle E", ["/us/usc/t26"]),
    ("49 U.S.C. App., Chapter 11", ["/us/usc/t49/app"]),
    ("15 U.S.C. 129 STAT. 552229", ["/us/usc/t15"]),  # a page break inside the citation
    ("the tax code", ["/us/usc/t26"]),
    ("the federal tax code", ["/us/usc/t26"]),
    ("IRC 6103", [SECTION]),
    ("I.R.C. § 6103", [SECTION]),
    ("IRC §§ 6103 and 7213", [SECTION, "/us/usc/t26/s7213"]),
    ("I.R.C. § 6103; section 7213 of the Internal Revenue Code of 1986", [SECTION, "/us/usc/t26/s7213"]),
]

BY_WORDS = [
    ("section 101 of title 5", ["/us/usc/t5/s101"]),
    ("section 542 of Title 6", ["/us/usc/t6/s542"]),
    (
        "title 28, U.S.C., 1940 ed., §§ 219 and 263, and section 5 of title 6",
        ["/us/usc/t28/s219", "/us/usc/t28/s263", "/us/usc/t6/s5"],
    ),
    ("subsection 121(a) of title 40", ["/us/usc/t40/s121/a"]),
    ("section 844 of title 21, United States Code, section 846 of title 21", ["/us/usc/t21/s844", "/us/usc/t21/s846"]),
    ("sections 4412 through 4415 of title 49, United States Code", ["/us/usc/t49/s4412", "/us/usc/t49/s4415"]),
    ("sections 3056, 871, and 879 of title 18", ["/us/usc/t18/s3056", "/us/usc/t18/s871", "/us/usc/t18/s879"]),
    ("section 552a(b) of title 5", ["/us/usc/t5/s552a/b"]),
    ("paragraph (2) of section 552a(b) of title 5", ["/us/usc/t5/s552a/b/2"]),
    ("subparagraph (A) of paragraph (2) of section 5 of title 6", ["/us/usc/t6/s5/2/A"]),
    ("subsection (d) or (r) of section 1184 of title 8", ["/us/usc/t8/s1184/d", "/us/usc/t8/s1184/r"]),
    ("section 6103 of the Internal Revenue Code", [SECTION]),
    ("Section 6103(i)(5) of the Internal Revenue Code of 1986", [f"{SECTION}/i/5"]),
    ("section 701(a) of the FDCA", ["/us/usc/t21/s371/a"]),
    ("section 102 of the ADA", ["/us/usc/t42/s12112"]),
    ("section 3 of the Clean Harbors Restoration Act", ["/us/act/clean-harbors-restoration-act/s3"]),
    (
        "sections 701(a) and 1003(c) of the FDCA (21 U.S.C. 371(a) and 393(c))",
        ["/us/usc/t21/s371/a", "/us/usc/t21/s393/c"],
    ),
    ("section 5 of the Federal Trade Commission Act, 15 U.S.C. 45", ["/us/usc/t15/s45"]),
    ("chapter 311 of title 49", ["/us/usc/t49/ch311"]),
    ("chapter 61 of the Internal Revenue Code of 1986", ["/us/usc/t26/ch61"]),
    ("subchapter II of chapter 53 of title 31, United States Code", ["/us/usc/t31/ch53/schII"]),
    ("title 18, United States Code", ["/us/usc/t18"]),
    ("shall be fined under title 18", ["/us/usc/t18"]),
    (
        "Chapter 7 of title 5, United States Code, is amended by inserting after section 706 the following",
        ["/us/usc/t5/ch7", "/us/usc/t5/s706"],
    ),
    (
        "The table of title 5, United States Code, is amended by striking the item relating to section 706",
        ["/us/usc/t5", "/us/usc/t5/s706"],
    ),
    ("title 5, United States Code, applies after section 706 ends", ["/us/usc/t5"]),
    ("title 5 of the United States Code", ["/us/usc/t5"]),
]  # fmt: skip

BY_ANTECEDENT = [
    ("section 5 of title 6 and section 7 of such title", ["/us/usc/t6/s5", "/us/usc/t6/s7"]),
    ("5 U.S.C. 552; see section 553(b) of that title", ["/us/usc/t5/s552", "/us/usc/t5/s553/b"]),
    ("section 38 of the Internal Revenue Code and section 39(a) of such Code",
     ["/us/usc/t26/s38", "/us/usc/t26/s39/a"]),
    ("the Gamma Harbor Act and sections 2 and 3 of such Act",
     [f"/us/act/gamma-harbor-act{s}" for s in ("", "/s2", "/s3")]),
    ("the Gamma Harbor Act, as in section 2 of such Act (16 U.S.C. 9(a))",
     ["/us/act/gamma-harbor-act", "/us/usc/t16/s9/a"]),
    ("title 5 and title 6; section 7 of such title", []),  # which of the two
    ("title 5, and title IV of it; section 7 of such title", []),
    ("the Gamma Act of 1999 and the Delta Act of 1998; section 7 of such Act",
     ["/us/act/gamma-act-of-1999", "/us/act/delta-act-of-1998"]),
    ("the Gamma Act of 1999 was read." + " It was long." * 60 + " See section 7 of such Act.",
     ["/us/act/gamma-act-of-1999"]),
    ('The Delta Tolls Act is amended by inserting "(or section 8 of such Act)" after "the Pilot Act".',
     ["/us/act/delta-tolls-act", "/us/act/pilot-act"]),
    ('the Delta Tolls Act ("Tolls") and section 8 of that Act',
     ["/us/act/delta-tolls-act", "/us/act/delta-tolls-act/s8"]),
    ('known as the "Delta Tolls Act", and section 8 of that Act',
     ["/us/act/delta-tolls-act", "/us/act/delta-tolls-act/s8"]),
]  # fmt: skip

BY_LAW = [
    ("Pub. L. 117–58", ["/us/pl/117/58"]),
    ("Public Law 117-58", ["/us/pl/117/58"]),
    ("Pub. L. No. 94-142", ["/us/pl/94/142"]),
    ("P.L. 94-142", ["/us/pl/94/142"]),
    ("Pub. L. 117–58, div. B, title III, § 23011(a)", ["/us/pl/117/58/dB/tIII/s23011/a"]),
    ("Pub. L. 103–322, title XXXIII, § 330016(1)(K)", ["/us/pl/103/322/tXXXIII/s330016/1/K"]),
    ("Pub. L. 100–654, title II, §§ 201(c), 202(c)", ["/us/pl/100/654/tII/s201/c", "/us/pl/100/654/tII/s202/c"]),
    ("Pub. L. 105–277, div. A, § 101(f) [title VII, § 709(a)]", ["/us/pl/105/277/dA/s101/f/tVII/s709/a"]),
    ("title III of Public Law 107–279", ["/us/pl/107/279/tIII"]),
    ("section 747 of division E of Public Law 119–75", ["/us/pl/119/75/dE/s747"]),
    ("section 1017 of Public Law 111–203", ["/us/pl/111/203/s1017"]),
    ("title XI of Pub. L. 105–277, div. C, Oct. 21", ["/us/pl/105/277/dC/tXI"]),
    ("section 323(d) of title III of div. N of Pub. L. 116–260", ["/us/pl/116/260/dN/tIII/s323/d"]),
    ("sections 261 and 262 of Pub. L. 115–44, title II", ["/us/pl/115/44/s261", "/us/pl/115/44/s262"]),
    (
        "Pub. L. 106–398, § 1 [[div. A], title X, §§ 1087(a), 1088]",
        ["/us/pl/106/398/s1/dA", "/us/pl/106/398/s1/dA/tX/s1087/a", "/us/pl/106/398/s1/dA/tX/s1088"],
    ),
    ("Pub. L. 108–323, §§ 1–3(a), Oct. 6", ["/us/pl/108/323/s1", "/us/pl/108/323/s3/a"]),
    ("by Pub. L. 117–81, section 1872(a) of Pub. L. 116–283", ["/us/pl/117/81", "/us/pl/116/283/s1872/a"]),
    (
        "Pub. L. 106–554, § 1(a)(6) [title VI, §§ 612(a), 614(a)]",
        ["/us/pl/106/554/s1/a/6/tVI/s612/a", "/us/pl/106/554/s1/a/6/tVI/s614/a"],
    ),
    ("[formerly I.R.C. 1954]", ["/us/usc/t26"]),
    ("I.R.C. § 1954", ["/us/usc/t26/s1954"]),
    ("135 Stat. 429", ["/us/stat/135/429"]),
    ("68A Stat. 3", ["/us/stat/68A/3"]),
    ("114 Stat. 2763A–221", ["/us/stat/114/2763A-221"]),
    ("Act of June 30, 1906, ch. 3914", ["/us/act/1906-06-30/ch3914"]),
    ("Act of June 30, 1906", ["/us/act/1906-06-30"]),
    ("section 2 of the Act of March 4, 1923", ["/us/act/1923-03-04/s2"]),
    ("(July 30, 1947, ch. 388, 61 Stat. 633)", ["/us/act/1947-07-30/ch388", "/us/stat/61/633"]),
    ("act Aug. 14, 1935, ch. 531, title II, § 201", ["/us/act/1935-08-14/ch531/tII/s201"]),
]

BEHIND_THE_ACT = [
    ("ERISA § 502(a)(1)(B)", ["/us/usc/t29/s1132/a/1/B"]),
    ("ERISA § 502(a)(1)(B), 29 U.S.C. § 1132(a)(1)(B)", ["/us/usc/t29/s1132/a/1/B"]),
    ("INA section 240A(b)", ["/us/usc/t8/s1229b/b"]),
    ("the Sherman Act, § 2", ["/us/usc/t15/s2"]),
    ("the Securities Act of 1933, §§ 11 and 12(a)(2)", ["/us/usc/t15/s77k", "/us/usc/t15/s77l/a/2"]),
    ("the Harbor Dues Act, section 5(b)", ["/us/act/harbor-dues-act/s5/b"]),
    ("the Sherman Act, section 5 of the FTC Act", ["/us/act/1890-07-02/ch647", "/us/usc/t15/s45"]),
    (
        "Title VII of the Civil Rights Act of 1964 and section 704 of Title VII",
        ["/us/pl/88/352/tVII", "/us/usc/t42/s2000e-3"],
    ),
    ("section 704 of Title VII", []),
    ('the Harbor Dues Act (the "Dues Act"); Dues Act § 5', ["/us/act/harbor-dues-act", "/us/act/harbor-dues-act/s5"]),
    ("28 U.S.C. §§ 2201-02", ["/us/usc/t28/s2201", "/us/usc/t28/s2202"]),
    ("section 1221-3 of title 20", ["/us/usc/t20/s1221-3"]),
    ("18 U.S.C. § 1956(a)(1)(B)(i), (h)", ["/us/usc/t18/s1956/a/1/B/i", "/us/usc/t18/s1956/h"]),
    ("18 U.S.C. § 1956(a)(1)(B)(i), (ii)", ["/us/usc/t18/s1956/a/1/B/i", "/us/usc/t18/s1956/a/1/B/ii"]),
    ("section 5(h), (i), and (j) of title 5", ["/us/usc/t5/s5/h", "/us/usc/t5/s5/i", "/us/usc/t5/s5/j"]),
    ("section 706 of the APA", ["/us/usc/t5/s706"]),
    ("FOIA § 552(b)(5)", ["/us/usc/t5/s552/b/5"]),
    ("section 12112 of the ADA", ["/us/usc/t42/s12112"]),
    ("section 102 of the ADA", ["/us/usc/t42/s12112"]),
    ("section 99999 of the ADA", ["/us/pl/101/336/s99999"]),
    ("Chapter 13 of the Bankruptcy Code", ["/us/usc/t11/ch13"]),
    ("bankruptcy; the Chapter 13 trustee", ["/us/usc/t11/ch13"]),
    ("the Chapter 13 trustee", []),
    ("bankruptcy; the Chapter 14 trustee and Chapter 13 of the book", []),
    ("the Harbor Dues Act (the Act). The Act", ["/us/act/harbor-dues-act", "/us/act/harbor-dues-act"]),
]
BY_NAME = [
    ("the Americans with Disabilities Act of 1990", ["/us/pl/101/336"]),
    ("HAVA applies.", ["/us/pl/107/252"]),
    ("Harbor Area Voters of America met. HAVA then sued.", []),
    ("the Great Harbor Area Voters of America. HAVA applies.", ["/us/pl/107/252"]),
    ("the Racketeer Influenced and Corrupt Organizations Act and RICO", ["/us/pl/91/452/tIX", "/us/pl/91/452/tIX"]),
    ("the Help America Vote Act and the Harbor Area Voters Association. HAVA", ["/us/pl/107/252", "/us/pl/107/252"]),
    ("FOIA requests", ["/us/usc/t5/s552"]),
    ("The IRA passed.", []),  # three acts and more
    ("The Inflation Reduction Act (IRA) passed. The IRA funds it.", ["/us/pl/117/169", "/us/pl/117/169"]),
    ("the FTC Act", ["/us/act/1914-09-26/ch311"]),
    ("the Ohio Paperwork Reduction Act", ["/us/act/ohio-paperwork-reduction-act"]),
    ("section 3 of the Ohio Paperwork Reduction Act", ["/us/act/ohio-paperwork-reduction-act/s3"]),
    ("the Harbor Paperwork Reduction Act", ["/us/act/harbor-paperwork-reduction-act"]),
    ("the Federal Paperwork Reduction Act", ["/us/pl/104/13"]),
    ("the FTC Paperwork Reduction Act notice", ["/us/pl/104/13"]),
    ("Congress's Paperwork Reduction Act", ["/us/pl/104/13"]),
    ("the 1964 Civil Rights Act", ["/us/pl/88/352"]),
    ("the 1991 Civil Rights Act", ["/us/pl/102/166"]),
    ("the 1973 Rehabilitation Act", ["/us/pl/93/112"]),
    ("section 504 of the 1973 Rehabilitation Act", ["/us/usc/t29/s794"]),
    ("the 1984 Harbor Dues Act", ["/us/act/harbor-dues-act-of-1984"]),
    ("since 1984 Harbor Dues Act permits", ["/us/act/harbor-dues-act"]),
    ("Title III of the Harbor Dues Act and Title III", ["/us/act/harbor-dues-act", "/us/act/harbor-dues-act"]),
    ("Title III of the Harbor Dues Act and Title IV", ["/us/act/harbor-dues-act"]),
    ("Title III and Title III of the Harbor Dues Act", ["/us/act/harbor-dues-act"]),
    ("the Clayton Act and Sherman Act", ["/us/act/1914-10-15/ch323", "/us/act/1890-07-02/ch647"]),
    ("the Paperwork Reduction Act of New Zealand", []),
    ("the Paperwork Reduction Act of 1980", ["/us/pl/96/511"]),
    ("the Paperwork Reduction Act of 1995", ["/us/pl/104/13"]),
    ("the 21st Century Harbor Language Act of 2012", ["/us/act/21st-century-harbor-language-act-of-2012"]),
    ("the World War II Women's Memorial Location Act", ["/us/act/world-war-ii-womens-memorial-location-act"]),
    ("the Education Amendments of 1978", ["/us/pl/95/561"]),
    ("the Harbor Amendments of 1978", []),
    ("the National Museum of the American Indian Act", ["/us/pl/101/185"]),
    ("the Harbor Product Safety Act", ["/us/act/harbor-product-safety-act"]),  # not the SAFETY Act
    ("the Office of the Harbor Bell Act", []),
    ("Notwithstanding the Materials Act of 1947, the", ["/us/act/1947-07-31/ch406"]),
    ("the Fishermen's Protective Act of 1967", ["/us/act/1954-08-27/ch1018"]),
    ("the Harbor Grants Act Amendments Act of 2025", ["/us/act/harbor-grants-act-amendments-act-of-2025"]),
    ("the National Defense Authorization Act for Fiscal Year 2018", ["/us/pl/115/91"]),
    ("Title VII of the Civil Rights Act of 1964", ["/us/pl/88/352/tVII"]),
    ("the Department of Hats and the Smith Act", ["/us/act/1940-06-28/ch439"]),
    ("the Alpha Reform Act, the Beta Act of 1999", ["/us/act/alpha-reform-act", "/us/act/beta-act-of-1999"]),
    ("Similarly, the Death on the Seas Act", ["/us/act/death-on-the-seas-act"]),
    ('section 5 of the Gamma Act (the "Act"). The Act says', ["/us/act/gamma-act/s5", "/us/act/gamma-act"]),
    ('the Gamma Act (the "Act"). Section 5 of the Act applies.', ["/us/act/gamma-act", "/us/act/gamma-act/s5"]),
    ('the Gamma Act of 1999 (the "Act" or "Gamma Act"). Section 5 of the Gamma Act; section 6 of the Act.',
     ["/us/act/gamma-act-of-1999", "/us/act/gamma-act-of-1999/s5", "/us/act/gamma-act-of-1999/s6"]),
    ('the Gamma Act of 1999 ("Gamma Act"). See Gamma Act Release No. 5. See the Gamma Act.',
     ["/us/act/gamma-act-of-1999", "/us/act/gamma-act-of-1999"]),
    ('the Gamma Act of 1999 ("Gamma Act" or the "Act"). Section 6 of the Act applies.',
     ["/us/act/gamma-act-of-1999", "/us/act/gamma-act-of-1999/s6"]),
    ("The ADA's title II; section 504 and the ADA", ["/us/pl/101/336"] * 2),
    ("The Federal Clean Air Act", ["/us/act/1955-07-14/ch360"]),
    ('the "Fewer Forms, Better Higher Education Act"', ["/us/act/fewer-forms-better-higher-education-act"]),
    ("the Northern Privacy Act", ["/us/act/northern-privacy-act"]),
    ("an ANSI/APA standard by APA—the Panel Association, and APA forms", []),  # other bodies and things
    ("Radio Free Asia (RFA) and the RFA", []),
    ("trading under Regulation ATS", []),
    ("Write to NEPA@harbor.example.", []),
    ("FHA-insured loans and the FHA report", []),
    ("Section 560 of Public Law 113-6 is amended; section 560 applies", ["/us/pl/113/6/s560"] * 2),
    ("Section 560 of Public Law 113-6 is law.\n  Sec. 560. \nFees.\nSee section 560", ["/us/pl/113/6/s560"]),  # its own
    ("Whereas the Delta Tolls Act", ["/us/act/delta-tolls-act"]),
    ("section 2 of the Delta Tolls Act of June 3, 1950", ["/us/act/1950-06-03/s2"]),
    ("the John S. Roe Harbor Act of 2019", []),  # cut names of acts that no table has
    ("Jane's Harbor Act of 2017", []),
    ("the Fund for the Tides and the Harbors Act of 1965", []),
    ("the Office of the Pilot Act, 2026", []),
    ("the Vision 50—Century of Tides Act", []),
    ("the Electronic Paperwork Reduction Act of 1912", []),
    ("the Hatch Act Reform Amendments of 1993", ["/us/pl/103/94"]),
    ("the Violence Against Women Act Reauthorization Act of 2022 (division W of Public Law 117-103)",
     ["/us/pl/117/103/dW", "/us/pl/117/103/dW"]),
    ("Harbors Under National Voter Registration Act of 1993", ["/us/pl/103/31"]),
    ("the Geneva Act of the Hague Agreement Concerning the Registration of Harbors", []),
    ('cited as the "No Tolls for Pilots Act"', []),
    ("section 4 of the Harbor Act of the Northern Isles; the Harbor Act",
     ["/us/act/harbor-act-of-the-northern-isles/s4", "/us/act/harbor-act-of-the-northern-isles"]),
    ("under D.C. Law 25-304, the Delta Tolls Act of 2024, and the Harbor Dues Act of 1991 (D.C. Law 9-12)", []),
    ("under Public Law 99-1, the Delta Tolls Act of 1985", ["/us/pl/99/1", "/us/act/delta-tolls-act-of-1985"]),
    ("the Harbor Tolls Act of Congress", ["/us/act/harbor-tolls-act"]),
    ("section 3506(c) of the Paperwork Reduction Act", ["/us/usc/t44/s3506/c"]),  # numbered as in the Code
    ("section 350 of the Paperwork Reduction Act", ["/us/pl/104/13/s350"]),
    ("section 7 of division A of the Pilot Licences Act", ["/us/act/pilot-licences-act/dA/s7"]),
    ("section 7 of the Consolidated Appropriations Act, 2023 (division B of Public Law 117-328)",
     ["/us/pl/117/328/dB/s7", "/us/pl/117/328/dB"]),
    ("section 7 of the Consolidated Appropriations Act, 2023 (division B of Public Law 90-1)",
     ["/us/pl/117/328/s7", "/us/pl/90/1/dB"]),
    ("Section 3 of the Delta Tolls Act of 1999, and section 4 of the Delta Tolls Act",
     ["/us/act/delta-tolls-act-of-1999/s3", "/us/act/delta-tolls-act-of-1999/s4"]),
    ("the Delta Tolls Act of 1999, the Delta Tolls Act of 2004, the Delta Tolls Act",
     ["/us/act/delta-tolls-act-of-1999", "/us/act/delta-tolls-act-of-2004", "/us/act/delta-tolls-act"]),
    ("Exemption From Privacy Act Requirements", ["/us/usc/t5/s552a"]),
    ("Amendments to Delta Tolls Act of 1999", ["/us/act/delta-tolls-act-of-1999"]),
    ("Reauthorization of Delta Tolls Act", ["/us/act/delta-tolls-act"]),
    ("the Extension of Delta Tolls Act", ["/us/act/extension-of-delta-tolls-act"]),
    ('cited as the "Extension of Delta Tolls Act"', ["/us/act/extension-of-delta-tolls-act"]),
    ("Savings Rather Than Under Delta Tolls Act", ["/us/act/delta-tolls-act"]),
    ("Compliance With Certain Privacy Act Rules", ["/us/usc/t5/s552a"]),
    ("the Chief, Privacy Act Branch", ["/us/usc/t5/s552a"]),
    ("Ann B. Roe, DOE Privacy Act Officer", ["/us/usc/t5/s552a"]),
    ("FEDERAL PILOTAGE BOARD Privacy Act Notice", ["/us/usc/t5/s552a"]),
    ("the WIDER HARBOR Tolls Act", ["/us/act/wider-harbor-tolls-act"]),
    ("the Fewer Tolls, Wider Harbors Act", ["/us/act/fewer-tolls-wider-harbors-act"]),
    ("the TVPRA of 2008", ["/us/pl/110/457"]),
    ("the Export Control Reform Act of 2018", ["/us/pl/115/232/dA/tXVII/stB"]),
    ("section 304 of the Illegal Immigration Reform and Immigrant Responsibility Act of 1996",
     ["/us/pl/104/208/dC/s304"]),  # the Code's text puts a range behind it
]  # fmt: skip

NONE = [
    "section 3", "Section 230", "Section 8 housing", "5 sections", "section 12 percent of it",
    "sections of the report", "section 5 of the Act", "section 5 of this title", "section 5 of such title",
    "this section", "subsection (b)", "paragraph (2) of the memorandum", "the Act", "an Act", "such Act", "the Code",
    "Securities Exchange Act Release No. 63275", "Securities Exchange Act Rel. No. 63275",
    "chapter 3 of title 16, D.C. Official Code", "the TVPRA of 2005", "the Pilotage Model Act",
    'Ann "Bo" Roe Harbor Defense Act',
    "the Companies Act 2006", "the Harbour Dues Act (UK)",
    "Public Act", "State Act", "99 U.S.C. 1", "0 U.S.C. 1", "$26 U.S. dollars", "room 26",
    "title 99, United States Code", "Public Law", "Public Law 12", "Public Law 117-58000", "12 Stat", "Stat. 12",
    "June 30, 1906", "chapter 3 of the book", "title of the Act", "Act now.", "They Act as one.", "section 41.181",
    "26 § 6103", "U.S.C.",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [*BY_CODE, *BY_WORDS, *BY_ANTECEDENT, *BY_LAW, *BEHIND_THE_ACT, *BY_NAME]
)
def test_statutes(text: str, expected: list[str]) -> None:
    assert targets(text, kinds="Statute Regulation") == expected
    assert targets(f"It is held that {text} was read.", kinds="Statute Regulation") == expected


@pytest.mark.parametrize("text", NONE)
def test_no_statute(text: str) -> None:
    assert targets(text, kinds="Statute Regulation") == []


def test_a_parallel_citation_stands_where_its_numbers_stand() -> None:
    text = "It cites sections 701(a) and 1003(c) of the FDCA (21 U.S.C. 371(a) and 393(c))."
    group = next(m for m in mentions(text) if m.plural)
    assert [text[i.start : i.end] for i in group.items] == ["371(a)", "393(c)"]


@pytest.mark.parametrize(
    ("text", "whole", "within"),
    [
        ("section 102 of the ADA", "/us/usc/t42/s12112", "/us/pl/101/336"),
        ("section 5 of Public Law 111-203", "/us/pl/111/203/s5", "/us/pl/111/203"),
        ("title III of Public Law 107-279", "/us/pl/107/279/tIII", "/us/pl/107/279"),
        ("subchapter II of chapter 53 of title 31", "/us/usc/t31/ch53/schII", "/us/usc/t31/ch53"),
        ("Pub. L. 100-654, title II, §§ 201, 202", "/us/pl/100/654/tII/s201", "/us/pl/100/654/tII"),
    ],
)
def test_the_law_of_a_provision_is_nested_in_its_mention(text: str, whole: str, within: str) -> None:
    found = mentions(text)
    assert [m.items[0].target for m in found if not m.nested] == [whole]
    assert [m.items[0].target for m in found if m.nested] == [within]
