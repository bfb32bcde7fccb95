"""The words of a Word file: styles, notes, numbers of lists, boxes, changes, fields, raised characters."""

from __future__ import annotations

import pytest

from tests.unit.releases.formats.docx.making import gone, opened, paragraph, raised, run, styled, told

NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>
  <w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"""
NOTES = """
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="4"><w:p><w:r><w:footnoteRef/></w:r>
 <w:r><w:t xml:space="preserve"> Without repairs.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="9"><w:p><w:r><w:t>First estimate of 12 boats.</w:t></w:r></w:p></w:footnote>"""


def listed(words: str, number: int, level: int = 0) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def words_of(body: str, **others: str) -> str:
    return opened(body, **others).text


def test_title_and_headings_come_from_styles_and_those_they_rest_on() -> None:
    body = (
        styled("t", "Harbour traffic")
        + paragraph("Landings rose by 4%.")
        + styled("own", "Outlook")
        + styled("1", "Jobs")
    )
    release = opened(body)
    assert told(release) == [
        ("title", "Harbour traffic"), ("paragraph", "Landings rose by 4%."), ("heading", "Outlook"),
        ("heading", "Jobs"),
    ]  # fmt: skip
    assert release.title == "Harbour traffic"


def test_numbered_paragraphs_in_a_headings_style_are_no_headings() -> None:
    long = "Members noted that landings had risen by 4% over the year, which they thought would not last."
    assert told(opened(paragraph("Minutes") + styled("1", long)))[1] == ("paragraph", long)


def test_bold_paragraph_alone_is_a_heading_but_not_a_run_of_them() -> None:
    def bold(words: str) -> str:
        return paragraph(run(words, "<w:b/>"))

    body = paragraph("Minutes") + bold("prices in harbours and at sea") + paragraph("They rose by 2%.")
    assert told(opened(body))[1][0] == "heading"
    body = paragraph("Minutes") + bold("in harbours and at sea, as told") * 2 + paragraph("They rose by 2%.")
    assert "heading" not in [kind for kind, _ in told(opened(body))[1:2]]


def test_lists_print_the_numbers_word_prints() -> None:
    body = "".join(
        (listed("总体情况", 1), listed("价格", 1, 1), listed("就业", 1, 1), listed("展望", 1), listed("出口", 1, 1),
         listed("timber", 2), listed("fish", 2), listed("ice", 4), listed("calm", 3))
    )  # fmt: skip
    text = words_of(body, numbering=NUMBERING)
    assert text.split() == "一、总体情况 1.1 价格 1.2 就业 二、展望 2.1 出口 (c) timber (d) fish (a) ice • calm".split()  # noqa: SIM905


def test_paragraph_whose_words_are_deleted_is_not_counted() -> None:
    deleted = paragraph(f"<w:del>{run('old', tag='delText')}</w:del>", '<w:numPr><w:numId w:val="2"/></w:numPr>')
    assert words_of(listed("a", 2) + deleted + listed("b", 2), numbering=NUMBERING).split() == ["(c)", "a", "(d)", "b"]


def test_notes_leave_the_words_and_stand_at_the_end() -> None:
    def note(number: int) -> str:
        return f'<w:r><w:rPr><w:rStyle w:val="ref"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    body = paragraph(f"{run('Landings were 2009')}{note(9)}{run(' tonnes')}{note(4)}{run('.')}") + paragraph(
        "Then calm."
    )
    release = opened(body, footnotes=NOTES)
    assert told(release) == [
        ("paragraph", "Landings were 2009 tonnes."), ("paragraph", "Then calm."),
        ("note", "First estimate of 12 boats."), ("note", "Without repairs."),
    ]  # fmt: skip
    assert release.text.endswith("1 First estimate of 12 boats.\n2 Without repairs.")
    assert gone(release) == [("mark", "1"), ("mark", "2")]


def test_note_of_deleted_words_is_deleted_too() -> None:
    note = '<w:r><w:footnoteReference w:id="4"/></w:r>'
    release = opened(paragraph(f"{run('Calm.')}<w:del>{note}</w:del>"), footnotes=NOTES)
    assert release.text == "Calm."
    assert ("deleted", "Without repairs.") in gone(release)


@pytest.mark.parametrize(
    ("runs", "words", "marks"),
    [
        (run("up 3.2") + raised("1") + run(" points"), "up 3.2 points", ["1"]),
        (run("in 2009") + raised("a, b") + run("."), "in 2009.", ["a, b"]),
        (run("Total") + raised("(") + raised("2)"), "Total", ["(2)"]),
        (run("the 18") + raised("th") + run(" year"), "the 18th year", []),
        (run("40 m") + raised("2") + run(" of deck"), "40 m² of deck", []),
        (run("3.1 × 10") + raised("6") + run(" t"), "3.1 × 10⁶ t", []),
        (run("2") + raised("1") + run("/") + run("2", '<w:vertAlign w:val="subscript"/>'), "2 1/2", []),
        (run("CO") + run("2", '<w:vertAlign w:val="subscript"/>'), "CO2", []),
        (run("10") + run("p", '<w:position w:val="8"/>'), "10", ["p"]),
    ],
)  # fmt: skip
def test_raised_characters(runs: str, words: str, marks: list[str]) -> None:
    release = opened(paragraph(runs))
    assert release.text == words
    assert [text for reason, text in gone(release) if reason == "mark"] == marks


def test_paragraph_that_begins_with_a_mark_is_a_note() -> None:
    release = opened(paragraph("Landings rose by 4%.") + paragraph(raised("1") + run("Without repairs of 3 boats.")))
    assert told(release)[1] == ("note", "Without repairs of 3 boats.")
    assert release.text.endswith("1 Without repairs of 3 boats.")


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    body = paragraph(
        f"{run('Exports rose by ')}<w:del>{run('3', tag='delText')}{run('.1%', tag='delText')}</w:del>"
        f"<w:ins>{run('4.2%')}</w:ins>{run('.')}<w:moveFrom>{run('Moved.')}</w:moveFrom>"
    )
    release = opened(body)
    assert release.text == "Exports rose by 4.2%."
    assert gone(release) == [("deleted", "3.1%"), ("deleted", "Moved.")]
    assert release.remarks == (
        "holds tracked changes and is read as if all were accepted (1 insertion kept, 2 deletions left out)",
    )


def test_paragraphs_whose_border_is_deleted_are_one() -> None:
    body = (
        paragraph("Exports ", "<w:rPr><w:del/></w:rPr>")
        + paragraph("rose.")
        + paragraph("E", '<w:framePr w:dropCap="drop"/>')
    )
    assert words_of(body + paragraph("nd.")) == "Exports rose.\n\nEnd."


def test_hidden_words_are_set_aside() -> None:
    body = paragraph(
        run("Exports") + run(" 99", "<w:vanish/>") + run(" 98", '<w:rStyle w:val="secret"/>') + run(" rose.")
    )
    release = opened(body)
    assert release.text == "Exports rose."
    assert gone(release) == [("hidden", " 99 98")]


def test_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Boats: 412.')}</w:txbxContent>"
    drawn = f"<w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing>"
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    choice = (
        f"<mc:AlternateContent><mc:Choice>{drawn}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    assert words_of(paragraph(f"{run('Landings rose.')}<w:r>{choice}</w:r>")) == "Landings rose.\n\nBoats: 412."


def test_fields_print_their_result() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = run(" IF 1 = 2 ", tag="instrText")
    inner = f"{mark('begin')}{run(' REF x ', tag='instrText')}{mark('separate')}{run('inside')}{mark('end')}"
    runs = f"{run('Table ')}{mark('begin')}{code}{inner}{mark('separate')}{run('7')}{mark('end')}{run(' shows it')}"
    simple = f'<w:fldSimple w:instr=" DATE ">{run(" 5 May")}</w:fldSimple>'
    assert words_of(paragraph(runs + simple)) == "Table 7 shows it 5 May"


def test_signs_and_hyphens() -> None:
    runs = (
        '<w:r><w:sym w:font="Symbol" w:char="F0B1"/></w:r>' + run("0.3") + "<w:r><w:noBreakHyphen/></w:r>"
        + run("0.4 a") + "<w:r><w:softHyphen/></w:r>" + run("bout\u00ad")
        + '<w:r><w:sym w:font="Odd" w:char="zz"/></w:r>'
    )  # fmt: skip
    release = opened(paragraph(runs))
    assert release.text == "±0.3-0.4 about"
    assert gone(release) == [("not read", "sign zz of the font Odd")]


def test_smart_tags_controls_and_links_are_walked_through() -> None:
    runs = (
        f"<w:smartTag>{run('Exports ')}</w:smartTag><w:hyperlink w:anchor='x'>{run('rose ')}</w:hyperlink>"
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('by 3%')}</w:sdtContent></w:sdt>"
        f"<w:ruby><w:rt>{run('ji')}</w:rt><w:rubyBase>{run('.')}</w:rubyBase></w:ruby>"
    )
    body = f"<w:sdt><w:sdtContent>{paragraph(runs)}</w:sdtContent></w:sdt>"
    assert words_of(body) == "Exports rose by 3%."


def test_formulas_are_words() -> None:
    inner = "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
    assert words_of(paragraph(f"{run('Share = ')}{inner}")) == "Share = a/b"


def test_contents_are_furniture() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('In this release')}</w:sdtContent></w:sdt>"
    )
    body = paragraph("Landings in May") + control + styled("toc", "Prices 4") + paragraph("Landings rose by 4%.")
    assert [kind for kind, _ in told(opened(body))] == ["title", "furniture", "furniture", "paragraph"]


def test_running_heads_are_dropped() -> None:
    release = opened(paragraph("Landings rose."), header=paragraph("Harbour Office"), footer=paragraph("Page 3"))
    assert release.text == "Landings rose."
    assert gone(release) == [("furniture", "Harbour Office"), ("furniture", "Page 3")]


def test_breaks_part_sentences_and_join_what_goes_on() -> None:
    broken = "<w:r><w:br/></w:r>".join((run("Exports rose by 3%."), run("Imports fell by 2%.")))
    assert [words for _, words in told(opened(paragraph("Trade") + paragraph(broken)))] == [
        "Trade", "Exports rose by 3%.", "Imports fell by 2%.",
    ]  # fmt: skip
    going_on = "<w:r><w:br/></w:r>".join((run("Exports rose"), run("by 3%.")))
    assert told(opened(paragraph("Trade") + paragraph(going_on)))[1] == ("paragraph", "Exports rose\nby 3%.")


def test_date_that_only_a_running_head_tells() -> None:
    head = paragraph("Harbour Office, 12 May 2022")
    assert str(opened(paragraph("Landings rose."), header=head).released) == "2022-05-12"
    body = paragraph("Landings") + paragraph("3 June 2022") + paragraph("Landings rose.")
    assert str(opened(body, header=head).released) == "2022-06-03"
    today = paragraph(f'<w:fldSimple w:instr=" DATE \\@ dd ">{run("12 May 2022")}</w:fldSimple>')
    assert opened(paragraph("Landings rose."), header=today).released is None
