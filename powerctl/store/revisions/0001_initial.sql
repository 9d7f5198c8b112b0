-- Revision 1, frozen. The tables of powerctl.model, then the ledger's own.

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

CREATE INDEX ix_check_result_run_id ON check_result (run_id);

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

CREATE INDEX ix_edition_unit_id ON edition (unit_id);

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

CREATE INDEX finding_by_last_run ON finding (last_run_id);

CREATE INDEX ix_finding_first_run_id ON finding (first_run_id);

CREATE INDEX ix_finding_last_run_id ON finding (last_run_id);

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

CREATE INDEX ix_legal_basis_power_id ON legal_basis (power_id);

CREATE TABLE limit_override (
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
    FOREIGN KEY(unit_id) REFERENCES unit (id)
) STRICT;

CREATE INDEX ix_limit_override_name ON limit_override (name);

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
    PRIMARY KEY (id),
    UNIQUE (risk_point_id, position),
    CHECK (text <> ''),
    FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    FOREIGN KEY(risk_point_id) REFERENCES risk_point (id)
) STRICT;

CREATE INDEX ix_measure_risk_point_id ON measure (risk_point_id);

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

CREATE INDEX ix_person_unit_id ON person (unit_id);

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

CREATE INDEX ix_power_edition_id ON power (edition_id);

CREATE INDEX ix_power_unit_id ON power (unit_id);

CREATE INDEX power_by_name ON power (name);

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
    FOREIGN KEY(owner_id) REFERENCES person (id)
) STRICT;

CREATE INDEX ix_risk_point_level ON risk_point (level);

CREATE INDEX ix_risk_point_power_id ON risk_point (power_id);

CREATE INDEX ix_risk_point_unit_id ON risk_point (unit_id);

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

CREATE TABLE waiver (
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
