"""Named edits of the project, each one a fault that somebody could make, with the tests that must notice it.

``old`` stands exactly once in ``file``; ``new`` takes its place. ``run.py`` applies them one by one to a copy.
"""

from __future__ import annotations

from typing import NamedTuple


class Mutation(NamedTuple):
    """One edit: its name, where it is made, and what pytest is given to catch it."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def _edit(name: str, file: str, old: str, new: str, *tests: str) -> Mutation:
    return Mutation(name, file, old, new, tuple(f"tests/{test}" for test in tests))


IMPOSITION = "hostkit/stocks/imposition.py"

READING = (
    _edit(
        "place-of-an-option-lost", "hostkit/core/errors.py",
        "Problem(error.code, option(name), error.what", "Problem(error.code, NOWHERE, error.what",
        "unit/core/test_errors.py",
    ),
    _edit(
        "row-told-as-no-row", "hostkit/cli/json_output.py",
        '"row": place.line or None if place.in_table else None', '"row": None', "unit/cli/test_json_output.py",
    ),
    _edit(
        "duplicate-key-passes", "hostkit/core/strict_yaml.py",
        "elif node.text in around.seen:", "elif False:", "unit/core/test_strict_yaml.py",
    ),
    _edit(
        "anchor-passes", "hostkit/core/strict_yaml.py",
        "if event.anchor:", "if False:", "unit/core/test_strict_yaml.py",
    ),
    _edit(
        "unknown-key-passes", "hostkit/core/yaml_reader.py",
        "if entry.key not in names:", "if False:", "unit/guides/test_read_guide_faults.py",
    ),
    _edit(
        "left-out-question-printed", "hostkit/guides/read_guide.py",
        "for question in found if not question.leave_out)", "for question in found)", "unit/guides/test_leave_out.py",
    ),
    _edit(
        "link-with-password-passes", "hostkit/codes/links.py",
        'if "@" in text:', "if False:", "unit/codes/test_link.py",
    ),
    _edit(
        "any-scheme-passes", "hostkit/codes/links.py",
        "if scheme not in _PORTS:", "if False:", "unit/codes/test_link.py",
    ),
    _edit(
        "brace-stays-doubled", "hostkit/core/inline_markup.py",
        'parts.append("{")', 'parts.append("{{")', "unit/core/test_inline.py",
    ),
    _edit(
        "event-file-wins-over-option", "hostkit/events/precedence.py",
        "{**settings.given, **event, **options}", "{**settings.given, **options, **event}",
        "unit/events/test_resolve.py",
    ),
    _edit(
        "stock-may-leave-its-paper", "hostkit/stocks/stock_file.py",
        "if end > extent + _TOLERANCE:", "if False:", "unit/stocks/test_stock_file.py",
    ),
    _edit(
        "stock-may-overlap-itself", "hostkit/stocks/stock_file.py",
        "if count > 1 and pitch < size - _TOLERANCE:", "if False:", "unit/stocks/test_stock_file.py",
    ),
    _edit(
        "stock-misplaced-by-a-slip", "hostkit/stocks/avery-c32015.yaml",
        "first: {left: 17 mm, top: 31.5 mm}", "first: {left: 17 mm, top: 31 mm}", "unit/stocks/test_stock.py",
    ),
    _edit(
        "right-to-left-passes", "hostkit/core/characters.py",
        'not in ("R", "AL", "AN")', 'not in ("",)', "unit/core/test_characters.py",
    ),
)  # fmt: skip

TABLES = (
    _edit(
        "stray-quotation-mark-passes", "hostkit/events/tables/text_table.py",
        """if '"' not in cell:""", "if True:", "unit/events/tables/test_quoting.py",
    ),
    _edit(
        "quoted-line-break-is-a-row", "hostkit/events/tables/text_table.py",
        "yield record._replace(number=number)",
        "yield record._replace(number=number)\n            number += sum('\\n' in str(cell) for cell in record.cells)",
        "unit/events/tables/test_quoting.py",
    ),
    _edit(
        "order-of-a-date-guessed", "hostkit/events/dates_and_times.py",
        "if order is None:", "if False:", "unit/events/tables/test_forms.py",
    ),
    _edit(
        "noon-is-midnight", "hostkit/events/dates_and_times.py",
        "hour % 12 +", "hour +", "unit/events/tables/test_forms.py",
    ),
    _edit(
        "unknown-column-costs-no-row", "hostkit/events/tables/rows.py",
        "(bad if above or", "(bad if", "unit/events/tables/test_columns.py",
    ),
    _edit(
        "cell-without-a-column-lost", "hostkit/events/tables/rows.py",
        "(*self._nameless, *range(known, len(record.cells)))", "self._nameless", "unit/events/tables/test_rows.py",
    ),
    _edit(
        "place-of-an-earlier-row", "hostkit/events/tables/rows.py",
        "return replace(known, at=at) if isinstance(known, Phrase | Link) else known", "return known",
        "unit/events/tables/test_rows.py",
    ),
    _edit(
        "latin-letters-lost", "hostkit/events/tables/text_table.py",
        "if has_lost_bytes:", "if False:", "unit/events/tables/test_decoding.py",
    ),
    _edit(
        "events-of-one-id-merged", "hostkit/events/tables/event_ids.py",
        "return tuple(event for event in events if len(rows[event.id]) == 1), problems", "return events, problems",
        "unit/events/tables/test_ids.py",
    ),
    _edit(
        "formula-without-value-blank", "hostkit/events/tables/workbook.py",
        'return _NO_VALUE if without else ""', 'return ""', "unit/events/tables/test_workbook.py",
    ),
    _edit(
        "rows-cut-off-by-a-wrong-size", "hostkit/events/tables/workbook.py",
        "sheet.reset_dimensions()", "pass", "unit/events/tables/test_workbook.py",
    ),
    _edit(
        "hidden-sheet-read", "hostkit/events/tables/workbook.py",
        'if sheet.sheet_state == "visible" else None', "if sheet else None", "unit/events/tables/test_workbook.py",
    ),
    _edit(
        "merged-cells-pass", "hostkit/events/tables/rows.py",
        "return bool(self._here)", "return False", "unit/events/tables/test_merged.py",
    ),
    _edit(
        "entities-pass", "hostkit/events/tables/workbook_package.py",
        'if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:', "if False:", "unit/events/tables/test_package.py",
    ),
    _edit(
        "anything-unpacked", "hostkit/core/zip_guard.py",
        "elif unpacked > kind.most_unpacked:", "elif False:", "unit/core/test_zip_guard.py",
    ),
    _edit(
        "number-without-its-format", "hostkit/events/tables/cells.py",
        "if whole and (cell.plain or _is_number(name)):", "if whole:", "unit/events/tables/test_cells.py",
    ),
    _edit(
        "event-with-doubled-key-passes", "hostkit/events/tables/read_table.py",
        "if row.number not in of", "if row", "unit/events/tables/test_events_list.py",
    ),
)  # fmt: skip

PLANNING = (
    _edit(
        "minute-lost", "hostkit/planning/clock.py",
        "largest_remainder([wanted[i] for i in free], left)", "largest_remainder([wanted[i] for i in free], left - 1)",
        "unit/planning/test_clock.py",
    ),
    _edit(
        "segment-may-vanish", "hostkit/planning/clock.py",
        "max(1, weight * total // whole)", "weight * total // whole", "unit/planning/test_clock.py",
    ),
    _edit(
        "a-guest-gets-five-seconds-more", "hostkit/planning/clock.py",
        "seconds - seconds % _STEP_SECONDS", "seconds + 5 - seconds % _STEP_SECONDS", "unit/planning/test_clock.py",
    ),
    _edit(
        "worksheets-for-the-host-too", "hostkit/planning/kit_plan.py",
        '"""One worksheet a guest."""\n        return', '"""One worksheet a guest."""\n        return 1 +',
        "unit/planning/test_copies.py",
    ),
    _edit(
        "sheets-counted-as-pages", "hostkit/planning/print_plan.py",
        "BOTH_SIDES: 0.5, SHORT_EDGE: 0.5, BY_HAND: 0.5", "BOTH_SIDES: 1.0, SHORT_EDGE: 1.0, BY_HAND: 1.0",
        "unit/planning/test_print_plan.py",
    ),
    _edit(
        "blank-not-told", "hostkit/planning/kit_plan.py",
        'LeftBlank("place", "place"): event.place is None', 'LeftBlank("place", "place"): False',
        "unit/planning/test_kit_plan.py",
    ),
    _edit(
        "no-print-plan", "hostkit/kit.py",
        "**_extras(plan, wanted), PRINT_PLAN: sign_text(print_plan)", "**_extras(plan, wanted)",
        "test_commands_in_docs.py::test_every_command_of_a_page_runs",
    ),
)  # fmt: skip

LAYOUT = (
    _edit(
        "card-moved", "hostkit/stocks/stock_file.py",
        "return self.left + column * self.pitch_across,",
        "return self.left + column * self.pitch_across + 72 / 25.4,",
        "unit/stocks/test_imposition.py",
    ),
    _edit(
        "back-moved", IMPOSITION,
        "x=paper.width - front.x - stock.width)", "x=paper.width - front.x - stock.width + 72 / 25.4)",
        "unit/stocks/test_imposition.py",
    ),
    _edit(
        "short-edge-turn-lost", IMPOSITION,
        "row=row, y=y, turn=180)", "row=row, y=y)", "unit/stocks/test_imposition.py",
    ),
    _edit(
        "short-edge-back-moved", IMPOSITION,
        "y = paper.height - front.y - stock.height", "y = paper.height - front.y - stock.height + 72 / 25.4",
        "unit/stocks/test_imposition.py",
    ),
    _edit(
        "fold-back-on-the-wrong-side", IMPOSITION,
        "(front.row, front.column + 1) if beside", "(front.row, front.column - 1) if beside",
        "unit/stocks/test_imposition.py",
    ),
    _edit(
        "folded-backs-upright-below", IMPOSITION,
        "turn=0 if beside else 180)", "turn=0)", "unit/stocks/test_imposition.py",
    ),
    _edit(
        "by-hand-not-reversed", IMPOSITION,
        "return back, -cell.sheet if back else cell.sheet, cell.row", "return back, cell.sheet, cell.row",
        "unit/stocks/test_imposition.py",
    ),
    _edit(
        "used-cells-printed-on", IMPOSITION,
        "*divmod(card + skip, a_sheet)", "*divmod(card, a_sheet)", "unit/stocks/test_imposition.py",
    ),
    _edit(
        "used-cells-past-the-sheet", IMPOSITION,
        "if skip >= a_sheet:", "if skip > a_sheet:", "unit/stocks/test_imposition.py",
    ),
    _edit(
        "crop-mark-inside-the-trim", "hostkit/stocks/marks.py",
        "begin = first - FROM_TRIM - length if outward < 0", "begin = first if outward < 0",
        "unit/stocks/test_marks.py::test_crop_marks_stand_in_the_waste_clear_of_every_trim",
    ),
    _edit(
        "shared-cut-marked-twice", "hostkit/stocks/marks.py",
        "edges[-1] = (first, True)", "edges.append((first, True))",
        "unit/stocks/test_marks.py::test_every_cut_has_a_mark_at_both_ends_and_shared_ones_are_cut_once",
    ),
    _edit(
        "fold-is-cut", "hostkit/stocks/marks.py",
        "if all(abs(at - fold) > _SAME for fold in folds)]", "]",
        "unit/stocks/test_marks.py::test_the_fold_is_one_long_hairline_and_no_cut",
    ),
    _edit(
        "marks-on-stock-cut-already", "hostkit/stocks/marks.py",
        "if not stock.plain:", "if False:",
        "unit/stocks/test_marks.py::test_stock_that_is_cut_already_has_none",
    ),
    _edit(
        "calibration-sign-wrong", "hostkit/printers/calibration.py",
        "- mm(shift.right_mm)", "+ mm(shift.right_mm)", "unit/printers/test_correction.py",
    ),
    _edit(
        "verso-swapped", IMPOSITION,
        "column = stock.columns - 1 - front.column\n", "column = front.column\n",
        "unit/stocks/test_imposition.py",
    ),
    _edit(
        "marks-at-the-edge", "hostkit/stocks/marks.py",
        "FROM_EDGE = mm(7)", "FROM_EDGE = mm(5)",
        "unit/stocks/test_marks.py::test_on_edge_to_edge_grids_hairlines_lie_on_shared_cuts_within_reach",
    ),
    _edit(
        "one-word-alone", "hostkit/typesetting/line_breaking.py",
        "_WIDOW = 1e12", "_WIDOW = 0.0", "unit/typesetting/test_wrap.py",
    ),
    _edit(
        "second-line-of-one-word", "hostkit/typesetting/line_breaking.py",
        " + (_WIDOW if end == count - 1 else 0)", "", "unit/typesetting/test_wrap.py",
    ),
    _edit(
        "name-of-a-site-broken", "hostkit/typesetting/line_breaking.py",
        "ends[0] < cut._name", "ends[0] <= cut._name", "unit/typesetting/test_wrap.py",
    ),
    _edit(
        "line-runs-over", "hostkit/typesetting/line_breaking.py",
        "before[end] + measure + _LEEWAY", "before[end] + measure * 1.02",
        "unit/typesetting/test_wrap.py",
    ),
    _edit(
        "no-gap-between-blocks", "hostkit/typesetting/columns.py",
        "y += part.gap if index else 0.0", "y += 0.0", "unit/typesetting/test_column.py",
    ),
    _edit(
        "half-a-word-falls-back", "hostkit/typesetting/shaping.py",
        "_append(runs, _face_of(face_name, word), word)",
        "[_append(runs, _face_of(face_name, c), c) for c in word]",
        "unit/typesetting/test_text.py",
    ),
    _edit(
        "no-kerning", "hostkit/typesetting/fonts.py",
        '{"kern": True,', '{"kern": False,', "golden", "unit/typesetting/test_text.py",
    ),
    _edit(
        "no-fallback-face", "hostkit/typesetting/fonts.py",
        '"text": "fallback",', '"text": "text",', "unit/planning/test_characters.py", "unit/typesetting/test_text.py",
    ),
)  # fmt: skip

SHEETS = (
    _edit(
        "quiet-zone-gone", "hostkit/codes/qr_code.py",
        "side / (len(rows) + 2 * QUIET_MODULES)", "side / len(rows)", "unit/codes/test_qr.py",
    ),
    _edit(
        "cards-overfilled", "hostkit/sheets/cards/fit.py",
        "if over > 0.01:", "if over > 99.0:", "unit/sheets/test_question_cards.py",
    ),
    _edit(
        "deck-too-large", "hostkit/sheets/cards/fit.py",
        "return 4 * len(fitting)", "return 8 * len(fitting)", "unit/sheets/test_question_cards.py",
    ),
    _edit(
        "small-deck-too-large", "hostkit/sheets/cards/fit.py",
        "return 4 * len(fitting)", "return 8 * len(fitting)",
        "unit/sheets/test_small_cards.py::test_the_deck_has_the_largest_step_at_which_three_quarters_fit",
    ),
    _edit(
        "small-card-margin-lost", "hostkit/sheets/cards/card_layout.py",
        "LEAST_MARGIN = mm(4)", "LEAST_MARGIN = mm(2)",
        "unit/sheets/test_small_cards.py::test_the_floor_is_14_on_16_in_a_margin_that_keeps_off_the_trim",
    ),
    _edit(
        "edge-margin-lost", "hostkit/sheets/cards/card_layout.py",
        "EDGE_MARGIN = mm(8)", "EDGE_MARGIN = mm(6)",
        "unit/sheets/test_small_cards.py::test_numbers_stand_in_a_column_of_their_own_on_the_line_of_the_text",
    ),
    _edit(
        "foot-stays-to-the-last", "hostkit/sheets/cards/fit.py",
        "else [deck, *last]", "else [deck, *smaller, *last]",
        "unit/sheets/test_small_cards.py::test_a_longer_question_loses_its_foot_first_and_then_steps_down",
    ),
    _edit(
        "spare-lines-on-the-foot", "hostkit/sheets/cards/question.py",
        "ABOVE_FOOTER = 14.0", "ABOVE_FOOTER = 0.0", "unit/sheets/test_spare_cells.py",
    ),
    _edit(
        "backs-of-the-ends-lost", "hostkit/sheets/question_cards.py",
        "if composer.options.duplex == NONE:\n        # Fronts", "if False:\n        # Fronts",
        "unit/sheets/test_decks_in_modes.py::test_fronts_alone_have_the_backs_of_both_ends_as_cards_of_their_own",
    ),
    _edit(
        "any-stock-named-as-smallest", "hostkit/stocks/stock.py",
        "round(stock.width * stock.height), stock.name", "stock.name, 0",
        "unit/sheets/test_small_cards.py::test_the_stock_named_is_the_smallest_of_the_paper_that_holds_the_deck",
    ),
    _edit(
        "question-is-no-heading", "hostkit/sheets/cards/question.py",
        'composer.role("H2", front)', 'composer.role("P", front)', "unit/sheets/test_question_cards.py",
    ),
    _edit(
        "question-over-the-foot", "hostkit/sheets/host/pages.py",
        "if height > room:", "if height > room + 40:", "unit/sheets/test_host_sheet.py",
    ),
    _edit(
        "end-alone-overleaf", "hostkit/sheets/host/pages.py",
        "max(1, min(count, len(rows) - 2))", "count", "unit/sheets/test_host_run.py",
    ),
    _edit(
        "consent-not-asked", "hostkit/sheets/host/host_paragraphs.py",
        'texts.append((composer.words("said.consent"), True))', "pass", "unit/sheets/test_host_run.py",
    ),
    _edit(
        "two-lines-a-prompt", "hostkit/sheets/reflection_worksheet.py",
        "LEAST_LINES = 3", "LEAST_LINES = 1", "unit/sheets/test_reflection_worksheet.py",
    ),
    _edit(
        "writing-lines-too-near", "hostkit/sheets/style.py",
        "WRITING_LEADING = mm(8.7)", "WRITING_LEADING = mm(7.7)", "unit/sheets/test_reflection_worksheet.py",
    ),
    _edit(
        "accent-in-blue", "hostkit/sheets/style.py",
        "ACCENT = Colour(0x8A / 255, 0x2F / 255, 0x1B / 255)", "ACCENT = Colour(0x1B / 255, 0x2F / 255, 0x8A / 255)",
        "golden", "visual",
    ),
    _edit(
        "code-cannot-be-clicked", "hostkit/sheets/parts/code_blocks.py",
        "LinkArea(x, y, self.side, self.side,", "LinkArea(x, y, 1.0, 1.0,", "end_to_end/test_codes.py",
    ),
    _edit(
        "one-sided-says-two", "hostkit/sheets/question_cards.py",
        "DUPLEX.get(options.duplex, SIMPLEX)", "DUPLEX.get(options.duplex, LONG_EDGE)",
        "unit/sheets/test_single_cards.py::test_files_of_sheets_state_how_they_are_flipped",
    ),
    _edit(
        "other-edge-in-words", "hostkit/languages/en.yaml",
        "both_sides: both sides, flip on long edge", "both_sides: both sides, flip on short edge",
        "unit/planning/test_print_plan.py",
    ),
)  # fmt: skip

FILES = (
    _edit(
        "glyph-removed", "hostkit/pdf/document_font.py",
        "__getitem__, glyphs))", "__getitem__, glyphs[:-1]))", "unit/pdf/test_text.py",
    ),
    _edit(
        "tag-dropped", "hostkit/pdf/tags.py",
        "element.kids.append(kid)", "pass", "unit/pdf/test_tags.py",
    ),
    _edit(
        "symbol-mirrored", "hostkit/pdf/content.py",
        "q {module} 0 0 -{module}", "q {module} 0 0 {module}", "unit/pdf/test_symbol.py",
    ),
    _edit(
        "printer-may-scale", "hostkit/pdf/template.py",
        "/PrintScaling /None", "/PrintScaling /AppDefault", "unit/pdf/test_file.py",
    ),
    _edit(
        "read-is-not-noted", "hostkit/core/traced.py",
        "            trace[name, None] = found\n", "", "unit/test_slots.py",
    ),
    _edit(
        "call-is-not-noted", "hostkit/core/traced.py",
        "result = trace[name, arguments] = found(*arguments)", "result = found(*arguments)",
        "unit/core/test_traced.py",
    ),
    _edit(
        "slot-is-filled-unwatched", "hostkit/sheets/composer.py",
        "self.recipe.block(watched(details, trace))", "self.recipe.block(details)",
        "property/test_kit_templates.py",
    ),
    _edit(
        "slot-of-any-height", "hostkit/sheets/composer.py",
        "if block.height != self.height:", "if False:", "property/test_kit_templates.py",
    ),
    _edit(
        "guard-asleep", "hostkit/sheets/composer.py",
        "if self.guard(composer, block) != self.guarded:", "if False:",
        "property/test_kit_templates.py",
    ),
    _edit(
        "wrong-code-widened", "hostkit/sheets/host/code_pair.py",
        "not settled[by < 0]", "not settled[by > 0]", "unit/sheets/test_code_pair.py",
    ),
    _edit(
        "own-letters-lost", "hostkit/pdf/document_font.py",
        "            if not adds:", "            if False:", "unit/pdf/test_template.py",
    ),
    _edit(
        "letters-leak-into-other-files", "hostkit/pdf/document_font.py",
        "self._codes = self._ready.copy()", "pass", "unit/pdf/test_template.py",
    ),
    _edit(
        "invitation-shares-its-letters", "hostkit/kit_template.py",
        "None if self.is_whole else subsets", "subsets", "unit/test_kit.py",
    ),
    _edit(
        "settings-of-the-home-folder", "hostkit/pdf/library.py",
        "with without_variables(), _without_modifiers():", "with without_variables():",
        "unit/pdf/test_same_bytes.py",
    ),
    _edit(
        "half-written", "hostkit/files/writer.py",
        "            settle_run(folder, run, files)", "            pass", "unit/files/test_writer.py",
    ),
    _edit(
        "writes-over-somebody's-file", "hostkit/files/ownership.py",
        "return bool(lines) and any(", "return bool(lines) or any(", "unit/files/test_ownership.py",
    ),
    _edit(
        "exit-code-of-usage", "hostkit/cli/app.py",
        "raise SystemExit(error.exit_code)", "raise SystemExit(1)", "test_docs.py::test_exit_codes_are_as_told",
    ),
    _edit(
        "arrow-upward", "hostkit/stocks/marks.py",
        "from hostkit.stocks.stock import Stock", "from hostkit.kit import Kit\nfrom hostkit.stocks.stock import Stock",
        "test_architecture.py",
    ),
    _edit(
        "option-untold", "docs/options.md",
        "| `--open` |", "| `open` |", "test_docs.py::test_every_option_of_a_command_is_listed_and_no_other",
    ),
)  # fmt: skip

SEASONS = (
    _edit(
        "old-files-not-put-back", "hostkit/files/dot_files.py",
        "(is_unfinished or not os.path.lexists(file.place))", "not os.path.lexists(file.place)",
        "unit/files/test_recovery.py",
    ),
    _edit(
        "half-a-folder-shown", "hostkit/files/writer.py",
        "beside = folder.with_name(new_run())", "beside = folder", "unit/files/test_folder.py",
    ),
    _edit(
        "links-followed", "hostkit/files/dot_files.py",
        "    if folder.is_symlink():\n        folder.unlink()\n    elif is_folder(folder):", "    if folder.is_dir():",
        "end_to_end/test_links_planted.py",
    ),
    _edit(
        "new-file-beside-old-ones", "hostkit/files/dot_files.py",
        "        file.place.unlink()\n", "        pass\n", "unit/files/test_recovery.py",
    ),
    _edit(
        "manifest-believed", "hostkit/batch/records.py",
        "record.sheets == job.sheets and ", "", "end_to_end/test_manifest_edited.py",
    ),
    _edit(
        "signals-not-held", "hostkit/core/interruption.py",
        "        if self.holds:\n", "        if False:\n", "unit/files/test_writer.py",
    ),
    _edit(
        "torn-line-kept", "hostkit/files/journal.py",
        "        os.ftruncate(self._handle, sum(len(line) for line in self.lines()))\n", "",
        "unit/files/test_journal.py",
    ),
    _edit(
        "lock-for-everybody", "hostkit/files/lock.py",
        "if not lock_descriptor(handle, blocking=False):", "if False:", "unit/files/test_lock.py",
    ),
    _edit(
        "sums-not-compared", "hostkit/batch/manifest.py",
        "== record.sha256 for", "!= '' for", "unit/batch/test_runner.py",
    ),
    _edit(
        "check-takes-all-for-unchanged", "hostkit/batch/outlook.py",
        "not fresh and is_whole(out / event, jobs[event].inputs, kit)", "True",
        "end_to_end/test_batch_check_again.py",
    ),
    _edit(
        "a-mark-reads-back-as-its-letter", "hostkit/typesetting/fonts.py",
        "positions[index].x_advance > positions", "positions[index].x_advance < positions",
        "unit/typesetting/test_fonts.py", "unit/pdf/test_text.py",
    ),
    _edit(
        "inputs-not-compared", "hostkit/batch/manifest.py",
        "and kit[0].inputs == inputs", "and True",
        "unit/batch/test_runner.py::test_a_changed_row_costs_its_kit_alone",
    ),
    _edit(
        "guide-not-in-the-sum", "hostkit/batch/inputs.py",
        "_sum(surroundings(), guide_sum, ", "_sum(surroundings(), ", "unit/batch/test_inputs.py",
    ),
    _edit(
        "events-merged", "hostkit/batch/work.py",
        "return [*reserved, *shared]", "return reserved",
        "unit/batch/test_work.py::test_two_events_of_one_id_are_refused_and_not_merged",
    ),
    _edit(
        "lost-job-not-tried-again", "hostkit/batch/pool.py",
        "and suspect in self._tried", "and True",
        "unit/batch/test_pool.py::test_a_process_that_dies_once_costs_nothing",
    ),
    _edit(
        "hanging-never-ended", "hostkit/batch/watch.py",
        "process.kill()", "pass", "unit/batch/test_watch.py",
    ),
    _edit(
        "stale-events-forgotten", "hostkit/batch/manifest.py",
        "for event in (*first, *sorted(self._places.keys() - set(first))):", "for event in first:",
        "unit/batch/test_manifest.py",
    ),
    _edit(
        "manifest-of-half-a-kit", "hostkit/batch/records.py",
        "all(record.kit_files == len(records) for record in records)", "True", "unit/batch/test_records.py",
    ),
    _edit(
        "kit-on-the-back-of-another", "hostkit/batch/joined.py",
        "return (*pages, None) if count % 2 else tuple(pages)", "return tuple(pages)", "unit/batch/test_joined.py",
    ),
    _edit(
        "one-worksheet-for-all", "hostkit/batch/joined.py",
        "record.copies or 1", "1", "unit/batch/test_joined.py",
    ),
    _edit(
        "index-runs-what-it-is-told", "hostkit/batch/index.py",
        "escape(entry.title)", "entry.title", "unit/batch/test_index.py",
    ),
    _edit(
        "sheets-not-added", "hostkit/batch/season.py",
        "found[paper] += count", "found[paper] = count",
        "unit/batch/test_season.py::test_every_event_of_the_table_is_there_by_date",
    ),
    _edit(
        "joined-pages-share-one-number", "hostkit/pdf/join.py",
        "self._offsets[number - 1] = self._size", "self._offsets[number - 1] = self._size + 1",
        "unit/pdf/test_join.py",
    ),
)  # fmt: skip


MUTATIONS = {
    mutation.name: mutation for mutation in (*READING, *TABLES, *PLANNING, *LAYOUT, *SHEETS, *FILES, *SEASONS)
}
"""Every edit by its name."""
