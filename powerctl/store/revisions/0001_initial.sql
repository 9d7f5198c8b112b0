-- Revision 1, frozen. The tables of powerctl.model, then the ledger's own.

CREATE TABLE account_figure (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    identity TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    sheet_title TEXT,
    year INTEGER,
    position INTEGER,
    line TEXT NOT NULL,
    parent_line TEXT,
    is_total INTEGER,
    heading TEXT,
    measure TEXT,
    figure_year INTEGER,
    amount_fen INTEGER,
    quantity INTEGER,
    quantity_unit TEXT,
    rate_hundredths INTEGER,
    written TEXT,
    amount_unit TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, identity, ordinal),
    CHECK (line <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE INDEX ix_account_figure_unit_id ON account_figure (unit_id);

CREATE TABLE agenda_item (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    topic_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    noticed_on TEXT,
    is_extempore INTEGER,
    presenter_id INTEGER,
    presenter_written TEXT,
    observers_written TEXT,
    begun_at TEXT,
    ended_at TEXT,
    outcome TEXT,
    method_written TEXT,
    counted_for INTEGER,
    counted_against INTEGER,
    counted_abstain INTEGER,
    decided_text TEXT,
    head_reason TEXT,
    reconsiders_id INTEGER,
    reconsider_consent INTEGER,
    implementing_written TEXT,
    executed_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (meeting_id, position),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id),
    FOREIGN KEY(topic_id) REFERENCES topic (id),
    FOREIGN KEY(presenter_id) REFERENCES person (id),
    FOREIGN KEY(reconsiders_id) REFERENCES agenda_item (id)
) STRICT;

CREATE INDEX ix_agenda_item_topic_id ON agenda_item (topic_id);

CREATE TABLE appointment (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    person_id INTEGER,
    person_written TEXT,
    gender TEXT,
    ethnicity TEXT,
    born TEXT,
    education TEXT,
    political TEXT,
    kind TEXT,
    from_post_written TEXT,
    from_post_id INTEGER,
    to_post_written TEXT,
    to_post_id INTEGER,
    rank TEXT,
    job_level_written TEXT,
    is_elected INTEGER,
    is_exceptional INTEGER,
    method TEXT,
    method_reason TEXT,
    nominator TEXT,
    nominator_written TEXT,
    nominated_on TEXT,
    nomination_reason TEXT,
    decision_written TEXT,
    agenda_item_id INTEGER,
    decided_on TEXT,
    is_ballot INTEGER,
    needs_audit INTEGER,
    assessment_written TEXT,
    is_assessment_used INTEGER,
    exam_exempt_reason TEXT,
    appointed_on TEXT,
    document TEXT,
    tenure_id INTEGER,
    state TEXT,
    state_reason TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, number),
    CHECK (number <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(from_post_id) REFERENCES post (id),
    FOREIGN KEY(to_post_id) REFERENCES post (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id),
    FOREIGN KEY(tenure_id) REFERENCES tenure (id)
) STRICT;

CREATE INDEX ix_appointment_agenda_item_id ON appointment (agenda_item_id);

CREATE INDEX ix_appointment_person_id ON appointment (person_id);

CREATE INDEX ix_appointment_tenure_id ON appointment (tenure_id);

CREATE INDEX ix_appointment_to_post_id ON appointment (to_post_id);

CREATE TABLE appointment_recusal (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    appointment_id INTEGER NOT NULL,
    stage TEXT,
    person_id INTEGER,
    person_written TEXT,
    relation_written TEXT,
    is_recused INTEGER,
    recused_on TEXT,
    note TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(appointment_id) REFERENCES appointment (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;

CREATE INDEX ix_appointment_recusal_appointment_id ON appointment_recusal (appointment_id);

CREATE TABLE appointment_step (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    appointment_id INTEGER NOT NULL,
    stage TEXT NOT NULL,
    begun_on TEXT,
    done_on TEXT,
    body_written TEXT,
    signer_id INTEGER,
    signer_written TEXT,
    document TEXT,
    result TEXT,
    missing_reason TEXT,
    PRIMARY KEY (id),
    UNIQUE (appointment_id, stage),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(appointment_id) REFERENCES appointment (id),
    FOREIGN KEY(signer_id) REFERENCES person (id)
) STRICT;

CREATE TABLE approval_limit (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    role TEXT,
    post_id INTEGER,
    post_written TEXT,
    scope TEXT,
    amount_fen INTEGER,
    is_unlimited INTEGER,
    valid_from TEXT,
    valid_to TEXT,
    document TEXT,
    filing_number TEXT,
    filed_on TEXT,
    note TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(post_id) REFERENCES post (id)
) STRICT;

CREATE INDEX ix_approval_limit_post_id ON approval_limit (post_id);

CREATE INDEX ix_approval_limit_unit_id ON approval_limit (unit_id);

CREATE TABLE attendance (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    person_id INTEGER,
    person_written TEXT NOT NULL,
    post_written TEXT,
    role TEXT,
    state TEXT,
    is_head INTEGER,
    reason TEXT,
    noticed_on TEXT,
    invited_as TEXT,
    PRIMARY KEY (id),
    UNIQUE (meeting_id, position),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;

CREATE INDEX ix_attendance_person_id ON attendance (person_id);

CREATE TABLE audit (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    kind TEXT,
    person_id INTEGER,
    person_written TEXT,
    post_written TEXT,
    appointment_id INTEGER,
    auditor_written TEXT,
    period_from TEXT,
    period_to TEXT,
    begun_on TEXT,
    reported_on TEXT,
    problems INTEGER,
    problem_fen INTEGER,
    conclusion TEXT,
    filed_on TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, number),
    CHECK (number <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(appointment_id) REFERENCES appointment (id)
) STRICT;

CREATE INDEX ix_audit_appointment_id ON audit (appointment_id);

CREATE INDEX ix_audit_person_id ON audit (person_id);

CREATE TABLE awaited_link (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    noun TEXT NOT NULL,
    record_id INTEGER NOT NULL,
    link TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (noun, record_id, link),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id)
) STRICT;

CREATE TABLE bidder (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    transaction_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    offer_fen INTEGER,
    is_winner INTEGER,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (transaction_id, position),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(transaction_id) REFERENCES public_transaction (id)
) STRICT;

CREATE TABLE budget_step (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    stage TEXT NOT NULL,
    done_on TEXT,
    document TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, year, stage),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE TABLE catalogue_item (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    code TEXT,
    name TEXT NOT NULL,
    body TEXT,
    side TEXT,
    matter TEXT,
    topic_class TEXT,
    threshold_fen INTEGER,
    needs_ballot INTEGER,
    procedure TEXT,
    basis_text TEXT,
    valid_from TEXT,
    valid_to TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, name, valid_from),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE INDEX ix_catalogue_item_unit_id ON catalogue_item (unit_id);

CREATE TABLE check_result (
    id INTEGER NOT NULL,
    run_id INTEGER NOT NULL,
    rule TEXT NOT NULL,
    examined INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    findings INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    waived INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (run_id, rule),
    FOREIGN KEY(run_id) REFERENCES check_run (id)
) STRICT;

CREATE TABLE check_run (
    id INTEGER NOT NULL,
    ran_at TEXT NOT NULL,
    as_of TEXT NOT NULL,
    selection TEXT,
    unit_id INTEGER,
    head_code TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE TABLE clean_up (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    old_edition_id INTEGER NOT NULL,
    new_edition_id INTEGER NOT NULL,
    old_power_id INTEGER,
    new_power_id INTEGER,
    is_same INTEGER,
    fate TEXT,
    other_unit_written TEXT,
    reason TEXT,
    document TEXT,
    decided_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (old_edition_id, new_edition_id, old_power_id, new_power_id),
    CHECK (old_power_id IS NOT NULL OR new_power_id IS NOT NULL),
    CHECK (is_same IS NULL OR is_same <> 0 OR fate IS NULL),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(old_edition_id) REFERENCES edition (id),
    FOREIGN KEY(new_edition_id) REFERENCES edition (id),
    FOREIGN KEY(old_power_id) REFERENCES power (id),
    FOREIGN KEY(new_power_id) REFERENCES power (id)
) STRICT;

CREATE INDEX ix_clean_up_new_edition_id ON clean_up (new_edition_id);

CREATE INDEX ix_clean_up_new_power_id ON clean_up (new_power_id);

CREATE INDEX ix_clean_up_old_power_id ON clean_up (old_power_id);

CREATE INDEX ix_clean_up_unit_id ON clean_up (unit_id);

CREATE TABLE column_choice (
    id INTEGER NOT NULL,
    sender TEXT NOT NULL,
    kind TEXT NOT NULL,
    heading TEXT NOT NULL,
    field TEXT,
    decided_on TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (sender, kind, heading)
) STRICT;

CREATE TABLE compendium (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    issued_on TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, name),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE INDEX ix_compendium_unit_id ON compendium (unit_id);

CREATE TABLE compendium_entry (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    compendium_id INTEGER NOT NULL,
    institution_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (compendium_id, institution_id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(compendium_id) REFERENCES compendium (id),
    FOREIGN KEY(institution_id) REFERENCES institution (id)
) STRICT;

CREATE INDEX ix_compendium_entry_institution_id ON compendium_entry (institution_id);

CREATE TABLE consultation (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    topic_id INTEGER NOT NULL,
    person_id INTEGER,
    person_written TEXT,
    held_on TEXT,
    note TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(topic_id) REFERENCES topic (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;

CREATE INDEX ix_consultation_topic_id ON consultation (topic_id);

CREATE TABLE countersign_sheet (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    fund_name TEXT,
    expenditure_id INTEGER,
    expenditure_written TEXT,
    household_written TEXT,
    households INTEGER,
    amount_fen INTEGER,
    paid_on TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, number),
    CHECK (number <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(expenditure_id) REFERENCES expenditure (id)
) STRICT;

CREATE INDEX ix_countersign_sheet_expenditure_id ON countersign_sheet (expenditure_id);

CREATE TABLE countersignature (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    sheet_id INTEGER NOT NULL,
    party TEXT NOT NULL,
    signer_written TEXT,
    household_signer_written TEXT,
    signed_on TEXT,
    is_agreed INTEGER,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (sheet_id, party),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(sheet_id) REFERENCES countersign_sheet (id)
) STRICT;

CREATE TABLE delegation (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    power_id INTEGER NOT NULL,
    unit_id INTEGER,
    post_id INTEGER,
    person_id INTEGER,
    delegate_written TEXT,
    valid_from TEXT,
    valid_to TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(power_id) REFERENCES power (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(post_id) REFERENCES post (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;

CREATE INDEX ix_delegation_power_id ON delegation (power_id);

CREATE TABLE discretion_benchmark (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    power_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    grade TEXT NOT NULL,
    circumstance TEXT,
    range_written TEXT,
    basis_text TEXT,
    document TEXT,
    valid_from TEXT,
    valid_to TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (power_id, position),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(power_id) REFERENCES power (id)
) STRICT;

CREATE TABLE duty (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    area TEXT,
    area_written TEXT,
    direct INTEGER,
    valid_from TEXT,
    valid_to TEXT,
    document TEXT,
    meeting_written TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;

CREATE INDEX ix_duty_area ON duty (area);

CREATE INDEX ix_duty_person_id ON duty (person_id);

CREATE INDEX ix_duty_unit_id ON duty (unit_id);

CREATE TABLE edition (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    in_force_from TEXT,
    replaces_id INTEGER,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, name),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(replaces_id) REFERENCES edition (id)
) STRICT;

CREATE TABLE exam_attempt (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    appointment_id INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    held_on TEXT,
    score_hundredths INTEGER,
    pass_hundredths INTEGER,
    result TEXT,
    examiner_written TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (appointment_id, attempt),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(appointment_id) REFERENCES appointment (id)
) STRICT;

CREATE TABLE exercise (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    identity TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    number TEXT,
    power_written TEXT,
    power_id INTEGER,
    exercised_on TEXT,
    actor_written TEXT,
    actor_id INTEGER,
    actor_post_written TEXT,
    actor_post_id INTEGER,
    subject_written TEXT,
    situation TEXT,
    basis_text TEXT,
    process TEXT,
    result TEXT,
    recorder_written TEXT,
    recorded_on TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, identity, ordinal),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(power_id) REFERENCES power (id),
    FOREIGN KEY(actor_id) REFERENCES person (id),
    FOREIGN KEY(actor_post_id) REFERENCES post (id)
) STRICT;

CREATE INDEX ix_exercise_power_id ON exercise (power_id);

CREATE TABLE expenditure (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    identity TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    number TEXT,
    voucher TEXT,
    voucher_serial INTEGER,
    billed_on TEXT,
    approved_on TEXT,
    paid_on TEXT,
    payee_written TEXT,
    payee_key TEXT,
    payee_kind TEXT,
    purpose TEXT,
    budget_line TEXT,
    kind TEXT,
    kind_written TEXT,
    is_non_productive INTEGER,
    fund TEXT,
    recurrence TEXT,
    amount_fen INTEGER,
    amount_written TEXT,
    amount_unit TEXT,
    state TEXT,
    reverses_id INTEGER,
    handler_id INTEGER,
    handler_written TEXT,
    approver_id INTEGER,
    approver_written TEXT,
    approver_role TEXT,
    decision_written TEXT,
    agenda_item_id INTEGER,
    contract TEXT,
    project_id INTEGER,
    project_written TEXT,
    transaction_id INTEGER,
    transaction_written TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, identity, ordinal),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(reverses_id) REFERENCES expenditure (id),
    FOREIGN KEY(handler_id) REFERENCES person (id),
    FOREIGN KEY(approver_id) REFERENCES person (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(transaction_id) REFERENCES public_transaction (id)
) STRICT;

CREATE INDEX expenditure_by_day ON expenditure (unit_id, paid_on);

CREATE INDEX expenditure_by_line ON expenditure (unit_id, budget_line, paid_on, amount_fen);

CREATE INDEX expenditure_by_payee ON expenditure (unit_id, payee_key, paid_on, amount_fen);

CREATE INDEX expenditure_by_sum ON expenditure (unit_id, amount_fen);

CREATE INDEX expenditure_of_agenda_item ON expenditure (agenda_item_id) WHERE agenda_item_id IS NOT NULL;

CREATE INDEX expenditure_of_project ON expenditure (project_id) WHERE project_id IS NOT NULL;

CREATE INDEX expenditure_of_transaction ON expenditure (transaction_id) WHERE transaction_id IS NOT NULL;

CREATE INDEX ix_expenditure_unit_id ON expenditure (unit_id);

CREATE TABLE feedback (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    notice_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    subject_id INTEGER,
    received_on TEXT,
    channel_written TEXT,
    is_named INTEGER,
    giver_written TEXT,
    content TEXT,
    verified_on TEXT,
    verifier_written TEXT,
    verdict TEXT,
    finding_text TEXT,
    finding_document TEXT,
    outcome TEXT,
    concluded_on TEXT,
    replied_on TEXT,
    PRIMARY KEY (id),
    UNIQUE (notice_id, position),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(notice_id) REFERENCES notice (id),
    FOREIGN KEY(subject_id) REFERENCES notice_subject (id)
) STRICT;

CREATE INDEX ix_feedback_subject_id ON feedback (subject_id);

CREATE TABLE finance_report (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    title TEXT,
    period_from TEXT,
    period_to TEXT,
    reported_on TEXT,
    reporter_written TEXT,
    meeting_written TEXT,
    agenda_item_id INTEGER,
    published_on TEXT,
    published_at_written TEXT,
    audience_written TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, period_from, period_to, title),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id)
) STRICT;

CREATE INDEX ix_finance_report_agenda_item_id ON finance_report (agenda_item_id);

CREATE TABLE finding (
    id INTEGER NOT NULL,
    rule TEXT NOT NULL,
    item TEXT NOT NULL,
    unit_id INTEGER,
    verdict TEXT,
    severity TEXT,
    subject TEXT NOT NULL,
    message TEXT NOT NULL,
    advice TEXT NOT NULL,
    origin TEXT,
    waived INTEGER NOT NULL,
    status TEXT,
    first_run_id INTEGER NOT NULL,
    last_run_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (rule, item),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(first_run_id) REFERENCES check_run (id),
    FOREIGN KEY(last_run_id) REFERENCES check_run (id)
) STRICT;

CREATE INDEX ix_finding_first_run_id ON finding (first_run_id);

CREATE INDEX ix_finding_last_run_id ON finding (last_run_id);

CREATE TABLE flow_chart (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    power_written TEXT,
    power_id INTEGER,
    category TEXT,
    form TEXT,
    conditions TEXT,
    document TEXT,
    valid_from TEXT,
    valid_to TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, name),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(power_id) REFERENCES power (id)
) STRICT;

CREATE INDEX ix_flow_chart_power_id ON flow_chart (power_id);

CREATE INDEX ix_flow_chart_unit_id ON flow_chart (unit_id);

CREATE TABLE flow_edge (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    chart_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    from_step_id INTEGER NOT NULL,
    to_step_id INTEGER NOT NULL,
    label TEXT NOT NULL,
    is_return INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (from_step_id, to_step_id, label),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(chart_id) REFERENCES flow_chart (id),
    FOREIGN KEY(from_step_id) REFERENCES flow_step (id),
    FOREIGN KEY(to_step_id) REFERENCES flow_step (id)
) STRICT;

CREATE INDEX ix_flow_edge_chart_id ON flow_edge (chart_id);

CREATE INDEX ix_flow_edge_to_step_id ON flow_edge (to_step_id);

CREATE TABLE flow_step (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    chart_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    stage TEXT,
    post_written TEXT,
    post_id INTEGER,
    time_limit TEXT,
    time_limit_days INTEGER,
    risk_written TEXT,
    is_disclosed INTEGER,
    is_supervised INTEGER,
    detail TEXT,
    PRIMARY KEY (id),
    UNIQUE (chart_id, code),
    CHECK (title <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(chart_id) REFERENCES flow_chart (id),
    FOREIGN KEY(post_id) REFERENCES post (id)
) STRICT;

CREATE TABLE fund_account (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    name TEXT NOT NULL,
    fund TEXT,
    amount_fen INTEGER,
    is_in_budget INTEGER,
    budget_line TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, year, name),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE TABLE import_batch (
    id INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit_id INTEGER,
    edition_id INTEGER,
    imported_at TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    notes TEXT,
    undone_at TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(edition_id) REFERENCES edition (id)
) STRICT;

CREATE INDEX ix_import_batch_sha256 ON import_batch (sha256);

CREATE TABLE inspection (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    subject TEXT,
    name TEXT,
    inspected_on TEXT,
    inspector_id INTEGER,
    inspector_written TEXT,
    inspecting_unit_written TEXT,
    project_id INTEGER,
    expenditure_id INTEGER,
    checked INTEGER,
    result TEXT,
    is_vetoed INTEGER,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, number),
    CHECK (number <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(inspector_id) REFERENCES person (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(expenditure_id) REFERENCES expenditure (id)
) STRICT;

CREATE INDEX ix_inspection_inspector_id ON inspection (inspector_id);

CREATE TABLE institution (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT,
    topic TEXT,
    section TEXT,
    issuer TEXT,
    issued_on TEXT,
    valid_from TEXT,
    valid_to TEXT,
    status TEXT,
    owner_written TEXT,
    replaces_id INTEGER,
    summary TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, name, number),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(replaces_id) REFERENCES institution (id)
) STRICT;

CREATE INDEX ix_institution_name ON institution (name);

CREATE INDEX ix_institution_unit_id ON institution (unit_id);

CREATE TABLE institution_link (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    institution_id INTEGER NOT NULL,
    power_id INTEGER,
    risk_point_id INTEGER,
    PRIMARY KEY (id),
    UNIQUE (institution_id, power_id, risk_point_id),
    CHECK ((power_id IS NULL) <> (risk_point_id IS NULL)),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(institution_id) REFERENCES institution (id),
    FOREIGN KEY(power_id) REFERENCES power (id),
    FOREIGN KEY(risk_point_id) REFERENCES risk_point (id)
) STRICT;

CREATE INDEX ix_institution_link_power_id ON institution_link (power_id);

CREATE INDEX ix_institution_link_risk_point_id ON institution_link (risk_point_id);

CREATE TABLE institution_review (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    institution_id INTEGER NOT NULL,
    kind TEXT,
    reviewed_on TEXT,
    reviewer_written TEXT,
    result TEXT,
    document TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(institution_id) REFERENCES institution (id)
) STRICT;

CREATE INDEX ix_institution_review_institution_id ON institution_review (institution_id);

CREATE TABLE instruction (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    topic_id INTEGER NOT NULL,
    person_id INTEGER,
    person_written TEXT,
    given_on TEXT,
    text TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(topic_id) REFERENCES topic (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;

CREATE INDEX ix_instruction_topic_id ON instruction (topic_id);

CREATE TABLE inventory_problem (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    power_id INTEGER,
    other_power_id INTEGER,
    correction TEXT,
    description TEXT NOT NULL,
    found_on TEXT,
    status TEXT,
    owner_written TEXT,
    due_on TEXT,
    solved_on TEXT,
    outcome TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    CHECK (description <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(power_id) REFERENCES power (id),
    FOREIGN KEY(other_power_id) REFERENCES power (id)
) STRICT;

CREATE INDEX ix_inventory_problem_power_id ON inventory_problem (power_id);

CREATE INDEX ix_inventory_problem_unit_id ON inventory_problem (unit_id);

CREATE TABLE ladder_step (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    above_fen INTEGER,
    is_for_own INTEGER,
    valid_from TEXT,
    valid_to TEXT,
    document TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, position, valid_from),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE TABLE leader_scope (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    scope TEXT,
    duty TEXT,
    rules TEXT,
    document TEXT,
    valid_from TEXT,
    valid_to TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(post_id) REFERENCES post (id)
) STRICT;

CREATE INDEX ix_leader_scope_post_id ON leader_scope (post_id);

CREATE TABLE leading_body (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    role TEXT,
    name TEXT NOT NULL,
    document TEXT,
    valid_from TEXT,
    valid_to TEXT,
    note TEXT,
    PRIMARY KEY (id),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE INDEX ix_leading_body_unit_id ON leading_body (unit_id);

CREATE TABLE legal_basis (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    power_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT,
    kind_written TEXT,
    title TEXT,
    article TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (power_id, position),
    CHECK (text <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(power_id) REFERENCES power (id)
) STRICT;

CREATE TABLE limit_override (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    unit_id INTEGER,
    value TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    cites TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (name, unit_id, valid_from),
    CHECK (cites <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE TABLE matter_link (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER,
    left_kind TEXT NOT NULL,
    left_key TEXT NOT NULL,
    right_kind TEXT NOT NULL,
    right_key TEXT NOT NULL,
    decision TEXT NOT NULL,
    decided_by TEXT,
    decided_on TEXT,
    reason TEXT,
    document TEXT,
    PRIMARY KEY (id),
    UNIQUE (left_kind, left_key, right_kind, right_key),
    CHECK (left_key <> ''),
    CHECK (right_key <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE INDEX ix_matter_link_unit_id ON matter_link (unit_id);

CREATE INDEX matter_link_by_right ON matter_link (right_kind, right_key);

CREATE TABLE measure (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    risk_point_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    owner_written TEXT,
    due_on TEXT,
    status TEXT,
    done_on TEXT,
    owner_id INTEGER,
    effect TEXT,
    institution_written TEXT,
    institution_id INTEGER,
    PRIMARY KEY (id),
    UNIQUE (risk_point_id, position),
    CHECK (text <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(risk_point_id) REFERENCES risk_point (id),
    FOREIGN KEY(owner_id) REFERENCES person (id),
    FOREIGN KEY(institution_id) REFERENCES institution (id)
) STRICT;

CREATE TABLE meeting (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    name TEXT,
    body TEXT,
    held_on TEXT,
    begun_at TEXT,
    ended_at TEXT,
    place TEXT,
    chair_id INTEGER,
    chair_written TEXT,
    recorder_written TEXT,
    entered_on TEXT,
    entitled_count INTEGER,
    present_count INTEGER,
    has_minutes INTEGER,
    minutes_number TEXT,
    minutes_format TEXT,
    signer_written TEXT,
    signed_on TEXT,
    issuer_written TEXT,
    issued_on TEXT,
    secrecy TEXT,
    secrecy_authority TEXT,
    secrecy_record TEXT,
    secrecy_years INTEGER,
    distribution TEXT,
    reported_up_on TEXT,
    closed_at TEXT,
    invalid_reason TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, number),
    CHECK (number <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(chair_id) REFERENCES person (id)
) STRICT;

CREATE INDEX ix_meeting_body ON meeting (body);

CREATE INDEX ix_meeting_held_on ON meeting (held_on);

CREATE TABLE meeting_inspection (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    meeting_id INTEGER,
    inspected_on TEXT,
    inspector_written TEXT,
    topics INTEGER,
    result TEXT,
    is_regular INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id)
) STRICT;

CREATE INDEX ix_meeting_inspection_meeting_id ON meeting_inspection (meeting_id);

CREATE INDEX ix_meeting_inspection_unit_id ON meeting_inspection (unit_id);

CREATE TABLE meeting_reopening (
    id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    closed_before TEXT,
    opened_at TEXT,
    opened_by TEXT,
    reason TEXT NOT NULL,
    changes TEXT,
    closed_at TEXT,
    PRIMARY KEY (id),
    UNIQUE (meeting_id, position),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id)
) STRICT;

CREATE TABLE minutes_copy (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    recipient_written TEXT,
    handed_on TEXT,
    recalled_on TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (meeting_id, number),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id)
) STRICT;

CREATE TABLE named_ballot (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    agenda_item_id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    method TEXT,
    held_at TEXT,
    is_void INTEGER NOT NULL,
    reason TEXT,
    covers INTEGER,
    PRIMARY KEY (id),
    UNIQUE (agenda_item_id, round),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id)
) STRICT;

CREATE TABLE named_vote (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    ballot_id INTEGER NOT NULL,
    attendance_id INTEGER NOT NULL,
    choice TEXT NOT NULL,
    is_written INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(ballot_id) REFERENCES named_ballot (id),
    FOREIGN KEY(attendance_id) REFERENCES attendance (id)
) STRICT;

CREATE INDEX ix_named_vote_attendance_id ON named_vote (attendance_id);

CREATE INDEX ix_named_vote_ballot_id ON named_vote (ballot_id);

CREATE TABLE notice (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT,
    begun_on TEXT,
    ended_on TEXT,
    channel TEXT,
    place_written TEXT,
    by_phone INTEGER,
    by_letter INTEGER,
    by_visit INTEGER,
    by_web INTEGER,
    by_box INTEGER,
    office TEXT,
    office_phone TEXT,
    office_address TEXT,
    transaction_id INTEGER,
    assessment_number TEXT,
    concluded_on TEXT,
    taken_down_on TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, number),
    CHECK (number <> ''),
    CHECK (title <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(transaction_id) REFERENCES public_transaction (id)
) STRICT;

CREATE INDEX ix_notice_transaction_id ON notice (transaction_id);

CREATE TABLE notice_subject (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    notice_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    subject_written TEXT NOT NULL,
    appointment_id INTEGER,
    outcome TEXT,
    outcome_on TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (notice_id, position),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(notice_id) REFERENCES notice (id),
    FOREIGN KEY(appointment_id) REFERENCES appointment (id)
) STRICT;

CREATE INDEX ix_notice_subject_appointment_id ON notice_subject (appointment_id);

CREATE TABLE open_item (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER,
    code TEXT,
    name TEXT NOT NULL,
    subject TEXT,
    stage TEXT,
    channel TEXT,
    audience TEXT,
    interval TEXT,
    deadline INTEGER,
    deadline_unit TEXT,
    above_fen INTEGER,
    content TEXT,
    basis_text TEXT,
    valid_from TEXT,
    valid_to TEXT,
    note TEXT,
    PRIMARY KEY (id),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE INDEX ix_open_item_unit_id ON open_item (unit_id);

CREATE TABLE parallel_record (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    recorder_written TEXT,
    recorded_on TEXT,
    present INTEGER,
    topics INTEGER,
    head_spoke_last INTEGER,
    differences TEXT,
    text TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(meeting_id) REFERENCES meeting (id)
) STRICT;

CREATE INDEX ix_parallel_record_meeting_id ON parallel_record (meeting_id);

CREATE TABLE person (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, name, number),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE TABLE person_inquiry (
    id INTEGER NOT NULL,
    unit_id INTEGER,
    since TEXT,
    until TEXT NOT NULL,
    reason TEXT NOT NULL,
    looked_on TEXT NOT NULL,
    PRIMARY KEY (id),
    CHECK (reason <> ''),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE TABLE personal_report (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    kind TEXT,
    person_id INTEGER,
    person_written TEXT,
    year INTEGER,
    event_on TEXT,
    reported_on TEXT,
    is_written INTEGER,
    is_verified INTEGER,
    verified_on TEXT,
    is_consistent INTEGER,
    filed_on TEXT,
    is_spot_checked INTEGER,
    spot_checked_on TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, number),
    CHECK (number <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;

CREATE INDEX ix_personal_report_person_id ON personal_report (person_id);

CREATE TABLE personnel_action (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    person_written TEXT,
    people INTEGER,
    method TEXT,
    done_on TEXT,
    decision_written TEXT,
    agenda_item_id INTEGER,
    assessment_written TEXT,
    is_assessment_used INTEGER,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, number),
    CHECK (number <> ''),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id)
) STRICT;

CREATE INDEX ix_personnel_action_agenda_item_id ON personnel_action (agenda_item_id);

CREATE TABLE post (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    holder_level TEXT,
    is_head INTEGER,
    is_leadership INTEGER,
    is_discipline_head INTEGER,
    is_key INTEGER,
    valid_from TEXT,
    valid_to TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, title),
    CHECK (title <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE INDEX ix_post_unit_id ON post (unit_id);

CREATE TABLE power (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    edition_id INTEGER NOT NULL,
    identity TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    sequence TEXT,
    code TEXT,
    name TEXT NOT NULL,
    sub_item TEXT NOT NULL,
    category TEXT,
    category_written TEXT,
    domain TEXT,
    basis_text TEXT,
    exercising_body TEXT,
    holder_unit_id INTEGER,
    holder_level TEXT,
    holder_post_id INTEGER,
    holder_post_written TEXT,
    office TEXT,
    deciding_post_id INTEGER,
    deciding_post_written TEXT,
    executing_post_id INTEGER,
    executing_post_written TEXT,
    supervising_post_id INTEGER,
    supervising_post_written TEXT,
    is_lead INTEGER,
    has_discretion INTEGER,
    remit TEXT,
    department_duty TEXT,
    responsibility TEXT,
    responsibility_basis TEXT,
    accountable TEXT,
    accountability TEXT,
    procedure TEXT,
    audience TEXT,
    conditions TEXT,
    materials TEXT,
    statutory_limit TEXT,
    promised_limit TEXT,
    fee TEXT,
    openness TEXT,
    remedy TEXT,
    status TEXT,
    note TEXT,
    retired_on TEXT,
    retired_reason TEXT,
    PRIMARY KEY (id),
    UNIQUE (edition_id, identity, ordinal),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(edition_id) REFERENCES edition (id),
    FOREIGN KEY(holder_unit_id) REFERENCES unit (id),
    FOREIGN KEY(holder_post_id) REFERENCES post (id),
    FOREIGN KEY(deciding_post_id) REFERENCES post (id),
    FOREIGN KEY(executing_post_id) REFERENCES post (id),
    FOREIGN KEY(supervising_post_id) REFERENCES post (id)
) STRICT;

CREATE INDEX ix_power_category ON power (category);

CREATE INDEX ix_power_unit_id ON power (unit_id);

CREATE INDEX power_by_name ON power (name);

CREATE TABLE probation (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    appointment_id INTEGER NOT NULL,
    begun_on TEXT,
    due_on TEXT,
    assessed_on TEXT,
    assessor_written TEXT,
    result TEXT,
    confirmed_on TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (appointment_id, begun_on),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(appointment_id) REFERENCES appointment (id)
) STRICT;

CREATE TABLE procedure_step (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    topic_id INTEGER NOT NULL,
    stage TEXT NOT NULL,
    begun_on TEXT,
    done_on TEXT,
    document TEXT,
    outcome TEXT,
    missing_reason TEXT,
    PRIMARY KEY (id),
    UNIQUE (topic_id, stage),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(topic_id) REFERENCES topic (id)
) STRICT;

CREATE TABLE project (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    kind_written TEXT,
    investment_fen INTEGER,
    public_fen INTEGER,
    approved_on TEXT,
    approval_document TEXT,
    decision_written TEXT,
    agenda_item_id INTEGER,
    started_on TEXT,
    completed_on TEXT,
    contractor_written TEXT,
    contract_fen INTEGER,
    settled_fen INTEGER,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, number),
    CHECK (number <> ''),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id)
) STRICT;

CREATE INDEX ix_project_agenda_item_id ON project (agenda_item_id);

CREATE TABLE project_gate (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    gate TEXT NOT NULL,
    signed_on TEXT,
    signer_written TEXT,
    is_agreed INTEGER,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (project_id, gate),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(project_id) REFERENCES project (id)
) STRICT;

CREATE TABLE public_transaction (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    bought TEXT,
    is_bulk INTEGER,
    project_id INTEGER,
    project_written TEXT,
    method TEXT,
    method_written TEXT,
    method_reason TEXT,
    venue_id INTEGER,
    venue_written TEXT,
    is_in_venue INTEGER,
    budget_fen INTEGER,
    price_fen INTEGER,
    planned_by_written TEXT,
    planned_on TEXT,
    decider_id INTEGER,
    decider_written TEXT,
    decided_on TEXT,
    buyer_id INTEGER,
    buyer_written TEXT,
    decision_written TEXT,
    agenda_item_id INTEGER,
    announced_on TEXT,
    opened_on TEXT,
    evaluated_on TEXT,
    candidates_from TEXT,
    candidates_to TEXT,
    single_source_from TEXT,
    single_source_to TEXT,
    won_on TEXT,
    winner_written TEXT,
    winner_kind TEXT,
    bidders INTEGER,
    result_posted_on TEXT,
    contract TEXT,
    contract_on TEXT,
    contract_posted_on TEXT,
    delivered_on TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, number),
    CHECK (number <> ''),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(venue_id) REFERENCES trading_venue (id),
    FOREIGN KEY(decider_id) REFERENCES person (id),
    FOREIGN KEY(buyer_id) REFERENCES person (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id)
) STRICT;

CREATE INDEX ix_public_transaction_agenda_item_id ON public_transaction (agenda_item_id);

CREATE INDEX ix_public_transaction_project_id ON public_transaction (project_id);

CREATE INDEX ix_public_transaction_venue_id ON public_transaction (venue_id);

CREATE TABLE publication (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    open_item_id INTEGER,
    subject TEXT,
    stage TEXT,
    channel TEXT,
    place_written TEXT,
    audience TEXT,
    formed_on TEXT,
    published_on TEXT,
    taken_down_on TEXT,
    period_from TEXT,
    period_to TEXT,
    amount_fen INTEGER,
    matter_written TEXT,
    agenda_item_id INTEGER,
    expenditure_id INTEGER,
    transaction_id INTEGER,
    project_id INTEGER,
    appointment_id INTEGER,
    finance_report_id INTEGER,
    secrecy TEXT,
    proposed_on TEXT,
    proposer_written TEXT,
    examined_on TEXT,
    examiner_written TEXT,
    is_secrecy_checked INTEGER,
    approved_on TEXT,
    approver_written TEXT,
    publisher_written TEXT,
    has_personal_data INTEGER,
    assessment_number TEXT,
    evidence TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, number),
    CHECK (number <> ''),
    CHECK (title <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(open_item_id) REFERENCES open_item (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id),
    FOREIGN KEY(expenditure_id) REFERENCES expenditure (id),
    FOREIGN KEY(transaction_id) REFERENCES public_transaction (id),
    FOREIGN KEY(project_id) REFERENCES project (id),
    FOREIGN KEY(appointment_id) REFERENCES appointment (id),
    FOREIGN KEY(finance_report_id) REFERENCES finance_report (id)
) STRICT;

CREATE INDEX ix_publication_agenda_item_id ON publication (agenda_item_id);

CREATE INDEX ix_publication_appointment_id ON publication (appointment_id);

CREATE INDEX ix_publication_expenditure_id ON publication (expenditure_id);

CREATE INDEX ix_publication_finance_report_id ON publication (finance_report_id);

CREATE INDEX ix_publication_open_item_id ON publication (open_item_id);

CREATE INDEX ix_publication_project_id ON publication (project_id);

CREATE INDEX ix_publication_transaction_id ON publication (transaction_id);

CREATE TABLE question (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    agenda_item_id INTEGER NOT NULL,
    asked_by_written TEXT,
    text TEXT NOT NULL,
    answer TEXT,
    is_clear INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id)
) STRICT;

CREATE INDEX ix_question_agenda_item_id ON question (agenda_item_id);

CREATE TABLE recusal (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    agenda_item_id INTEGER NOT NULL,
    attendance_id INTEGER NOT NULL,
    reason TEXT,
    has_left INTEGER,
    PRIMARY KEY (id),
    UNIQUE (agenda_item_id, attendance_id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id),
    FOREIGN KEY(attendance_id) REFERENCES attendance (id)
) STRICT;

CREATE INDEX ix_recusal_attendance_id ON recusal (attendance_id);

CREATE TABLE required_institution (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER,
    checklist TEXT NOT NULL,
    position INTEGER NOT NULL,
    topic TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    document TEXT,
    PRIMARY KEY (id),
    CHECK (topic <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE INDEX ix_required_institution_unit_id ON required_institution (unit_id);

CREATE TABLE resolution (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    agenda_item_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    implementing_unit_id INTEGER,
    implementing_written TEXT,
    due_on TEXT,
    state TEXT,
    done_on TEXT,
    evaluated_on TEXT,
    evaluation TEXT,
    PRIMARY KEY (id),
    UNIQUE (agenda_item_id, position),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id),
    FOREIGN KEY(implementing_unit_id) REFERENCES unit (id)
) STRICT;

CREATE INDEX ix_resolution_implementing_unit_id ON resolution (implementing_unit_id);

CREATE TABLE resolution_progress (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    resolution_id INTEGER NOT NULL,
    reported_on TEXT,
    text TEXT NOT NULL,
    evidence TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(resolution_id) REFERENCES resolution (id)
) STRICT;

CREATE INDEX ix_resolution_progress_resolution_id ON resolution_progress (resolution_id);

CREATE TABLE risk_assessment (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    risk_point_id INTEGER NOT NULL,
    assessed_on TEXT NOT NULL,
    method TEXT NOT NULL,
    method_name TEXT,
    method_frozen TEXT NOT NULL,
    factors_frozen TEXT NOT NULL,
    working TEXT NOT NULL,
    score INTEGER,
    computed_level TEXT,
    fixed_level TEXT,
    fixed_on TEXT,
    fixed_by_written TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(risk_point_id) REFERENCES risk_point (id)
) STRICT;

CREATE INDEX ix_risk_assessment_risk_point_id ON risk_assessment (risk_point_id);

CREATE TABLE risk_factor (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    risk_point_id INTEGER NOT NULL,
    factor TEXT NOT NULL,
    score INTEGER,
    PRIMARY KEY (id),
    UNIQUE (risk_point_id, factor),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(risk_point_id) REFERENCES risk_point (id)
) STRICT;

CREATE TABLE risk_method (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER,
    name TEXT NOT NULL,
    formula TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    UNIQUE (name)
) STRICT;

CREATE INDEX ix_risk_method_unit_id ON risk_method (unit_id);

CREATE TABLE risk_method_part (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    method_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    factor TEXT,
    weight INTEGER,
    least INTEGER,
    most INTEGER,
    at_least INTEGER,
    likelihood INTEGER,
    severity INTEGER,
    word TEXT,
    level TEXT,
    PRIMARY KEY (id),
    UNIQUE (method_id, position),
    CHECK ((factor IS NOT NULL OR weight IS NOT NULL OR least IS NOT NULL OR most IS NOT NULL) + (at_least IS NOT NULL) + (likelihood IS NOT NULL OR severity IS NOT NULL) + (word IS NOT NULL) <= 1 AND (level IS NULL OR factor IS NULL AND weight IS NULL AND least IS NULL AND most IS NULL)),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(method_id) REFERENCES risk_method (id)
) STRICT;

CREATE TABLE risk_point (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    identity TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    sequence TEXT,
    list_kind TEXT,
    round TEXT,
    section TEXT,
    business TEXT,
    power_id INTEGER,
    step TEXT,
    post_written TEXT,
    post_id INTEGER,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    category_written TEXT,
    source TEXT,
    domain TEXT,
    finder TEXT,
    level_written TEXT,
    level TEXT,
    scoring_method TEXT,
    importance INTEGER,
    frequency INTEGER,
    probability INTEGER,
    controls_resources INTEGER,
    wide_discretion INTEGER,
    needs_openness INTEGER,
    profits_indirectly INTEGER,
    frequent_cases INTEGER,
    likelihood INTEGER,
    severity INTEGER,
    method_id INTEGER,
    step_id INTEGER,
    override_reason TEXT,
    owner_written TEXT,
    owner_id INTEGER,
    leader_written TEXT,
    indicator TEXT,
    due_written TEXT,
    status TEXT,
    closed_on TEXT,
    closed_reason TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, identity, ordinal),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(power_id) REFERENCES power (id),
    FOREIGN KEY(post_id) REFERENCES post (id),
    FOREIGN KEY(method_id) REFERENCES risk_method (id),
    FOREIGN KEY(step_id) REFERENCES flow_step (id),
    FOREIGN KEY(owner_id) REFERENCES person (id)
) STRICT;

CREATE INDEX ix_risk_point_level ON risk_point (level);

CREATE INDEX ix_risk_point_power_id ON risk_point (power_id);

CREATE INDEX ix_risk_point_unit_id ON risk_point (unit_id);

CREATE TABLE risk_review (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    risk_point_id INTEGER NOT NULL,
    kind TEXT,
    reviewed_on TEXT,
    reviewer_written TEXT,
    result TEXT,
    residual_level TEXT,
    next_due_on TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(risk_point_id) REFERENCES risk_point (id)
) STRICT;

CREATE INDEX ix_risk_review_risk_point_id ON risk_review (risk_point_id);

CREATE TABLE secret_ballot (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    agenda_item_id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    candidate TEXT NOT NULL,
    issued INTEGER,
    returned INTEGER,
    votes_for INTEGER,
    against INTEGER,
    abstain INTEGER,
    invalid INTEGER,
    teller_one TEXT,
    teller_two TEXT,
    bag TEXT,
    held_at TEXT,
    is_void INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (id),
    UNIQUE (agenda_item_id, round, candidate),
    CHECK (is_void = 0 OR coalesce(votes_for, against, abstain, invalid) IS NULL),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id)
) STRICT;

CREATE TABLE sign_off (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    expenditure_id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    position INTEGER NOT NULL,
    role TEXT,
    person_id INTEGER,
    person_written TEXT,
    post_written TEXT,
    decision TEXT,
    signed_on TEXT,
    returned_fen INTEGER,
    reason TEXT,
    PRIMARY KEY (id),
    UNIQUE (expenditure_id, round, position),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(expenditure_id) REFERENCES expenditure (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
) STRICT;

CREATE INDEX ix_sign_off_person_id ON sign_off (person_id);

CREATE TABLE statement (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    agenda_item_id INTEGER NOT NULL,
    attendance_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    opinion TEXT,
    reasons TEXT,
    is_presentation INTEGER NOT NULL,
    is_after_vote INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (agenda_item_id, position),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id),
    FOREIGN KEY(attendance_id) REFERENCES attendance (id)
) STRICT;

CREATE INDEX ix_statement_attendance_id ON statement (attendance_id);

CREATE TABLE tenure (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    post_id INTEGER NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    document TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(post_id) REFERENCES post (id)
) STRICT;

CREATE INDEX ix_tenure_person_id ON tenure (person_id);

CREATE INDEX ix_tenure_post_id ON tenure (post_id);

CREATE TABLE topic (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    catalogue_item_id INTEGER,
    topic_class TEXT,
    matter TEXT,
    amount_fen INTEGER,
    source_written TEXT,
    proposer_written TEXT,
    proposed_on TEXT,
    collected_by_written TEXT,
    collected_on TEXT,
    is_investigated INTEGER,
    study_document TEXT,
    screened_on TEXT,
    screened_by TEXT,
    screened_result TEXT,
    in_charge_id INTEGER,
    in_charge_written TEXT,
    concerned_written TEXT,
    needs_opinion INTEGER,
    state TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, number),
    CHECK (title <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(catalogue_item_id) REFERENCES catalogue_item (id),
    FOREIGN KEY(in_charge_id) REFERENCES person (id)
) STRICT;

CREATE INDEX ix_topic_catalogue_item_id ON topic (catalogue_item_id);

CREATE INDEX ix_topic_state ON topic (state);

CREATE INDEX ix_topic_unit_id ON topic (unit_id);

CREATE TABLE trading_venue (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    level_written TEXT,
    valid_from TEXT,
    valid_to TEXT,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (name, kind),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id)
) STRICT;

CREATE TABLE undertaking (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    counterparty_written TEXT,
    amount_fen INTEGER,
    happened_on TEXT,
    done_on TEXT,
    handler_written TEXT,
    decision_written TEXT,
    agenda_item_id INTEGER,
    document TEXT,
    note TEXT,
    PRIMARY KEY (id),
    UNIQUE (unit_id, number),
    CHECK (number <> ''),
    CHECK (name <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id),
    FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id)
) STRICT;

CREATE INDEX ix_undertaking_agenda_item_id ON undertaking (agenda_item_id);

CREATE TABLE unit (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT,
    parent_id INTEGER,
    valid_from TEXT,
    valid_to TEXT,
    note TEXT,
    PRIMARY KEY (id),
    CHECK (name <> ''),
    CHECK (code <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    UNIQUE (code),
    UNIQUE (name),
    FOREIGN KEY(parent_id) REFERENCES unit (id)
) STRICT;

CREATE TABLE vetting (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    appointment_id INTEGER NOT NULL,
    begun_on TEXT,
    ended_on TEXT,
    team_written TEXT,
    covers_career INTEGER,
    covers_results INTEGER,
    covers_law INTEGER,
    covers_integrity INTEGER,
    covers_democracy INTEGER,
    covers_discipline INTEGER,
    asked_unit INTEGER,
    asked_grassroots INTEGER,
    people_asked INTEGER,
    report_document TEXT,
    reviewed_on TEXT,
    reviewer_written TEXT,
    review_result TEXT,
    note TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(appointment_id) REFERENCES appointment (id)
) STRICT;

CREATE INDEX ix_vetting_appointment_id ON vetting (appointment_id);

CREATE TABLE waiver (
    batch_id INTEGER,
    source_sheet TEXT,
    source_cell TEXT,
    id INTEGER NOT NULL,
    rule TEXT NOT NULL,
    item TEXT NOT NULL,
    unit_id INTEGER,
    reason TEXT NOT NULL,
    document TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    granted_on TEXT NOT NULL,
    expires_on TEXT NOT NULL,
    withdrawn_on TEXT,
    PRIMARY KEY (id),
    CHECK (reason <> ''),
    CHECK (document <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE INDEX ix_waiver_rule ON waiver (rule);

CREATE TABLE ledger_change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    inside INTEGER,
    tbl TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('I', 'U', 'D', 'M', 'X')),
    key INTEGER NOT NULL,
    salt BLOB,
    before TEXT,
    after TEXT,
    psalt BLOB,
    pbefore TEXT,
    pafter TEXT,
    digest BLOB,
    pdigest BLOB
) STRICT;

CREATE TABLE ledger_entry (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT,
    command TEXT,
    kind TEXT NOT NULL CHECK (kind IN ('command', 'outside', 'undo', 'redact', 'upgrade', 'ledger')),
    first_change INTEGER NOT NULL,
    last_change INTEGER NOT NULL,
    undoes INTEGER,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;

CREATE TABLE ledger_context (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    entry INTEGER
) STRICT;

INSERT INTO ledger_context (id, entry) VALUES (1, NULL);

CREATE TABLE anchor (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    entry INTEGER NOT NULL,
    place TEXT NOT NULL CHECK (place <> ''),
    note TEXT,
    UNIQUE (code, place)
) STRICT;

CREATE TABLE acknowledgement (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL UNIQUE,
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;
