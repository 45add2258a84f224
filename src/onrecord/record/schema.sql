-- One record: captures, what became of each, the articles in them, what is said in these, and how they belong together.
-- Lists are JSON text.
-- Datasette finds the full-text tables by content="article", in double quotes.
-- What an older record lacks of these tables is made in it from here (opening.py): a new fact is a new table.
BEGIN;

PRAGMA application_id = 1869509219;  -- "onrc"
PRAGMA user_version = 4;

CREATE TABLE meta(
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE capture(
  id TEXT PRIMARY KEY NOT NULL,  -- the one that the input row gave, else the key
  key TEXT NOT NULL UNIQUE,      -- made from address and digest; the done-mark that a later run looks for
  uri TEXT NOT NULL,
  container TEXT NOT NULL,
  offset INTEGER,
  record_id TEXT,
  url TEXT,
  captured_at TEXT,
  media_type TEXT,
  digest TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('article', 'empty', 'error', 'skip')),
  reason TEXT,
  detail TEXT,
  CHECK ((status = 'article') = (reason IS NULL))
) STRICT;
CREATE INDEX capture_url ON capture(url);
CREATE INDEX capture_digest ON capture(digest);
CREATE INDEX capture_reason ON capture(status, reason);

CREATE TABLE article(
  id INTEGER PRIMARY KEY,        -- the first 53 bits of sha256 of the capture's key
  capture_id TEXT NOT NULL UNIQUE REFERENCES capture(id) ON UPDATE CASCADE,
  kind TEXT NOT NULL,
  url TEXT,
  canonical_url TEXT,
  site TEXT,
  title TEXT,
  standfirst TEXT,
  authors TEXT NOT NULL,         -- JSON: ["…"]
  published TEXT,
  published_precision TEXT,
  modified TEXT,
  language TEXT,
  section TEXT,
  topics TEXT NOT NULL,          -- JSON: ["…"]
  dateline_place TEXT,
  agency TEXT,
  credit TEXT,
  rights TEXT,
  comments INTEGER,
  words INTEGER NOT NULL,
  text TEXT NOT NULL,
  blocks TEXT NOT NULL,          -- JSON: [{"role": "body", "start": 0, "end": 123}]
  evidence TEXT NOT NULL         -- JSON: [{"field": "title", "source": "h1", "value": "…"}]
) STRICT;
CREATE INDEX article_url ON article(url);
CREATE INDEX article_canonical_url ON article(canonical_url);
CREATE INDEX article_published ON article(published);

CREATE TABLE removed(
  article_id INTEGER NOT NULL REFERENCES article(id),
  n INTEGER NOT NULL,
  role TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article_id, n)
) STRICT, WITHOUT ROWID;

-- The entries of live blogs.
CREATE TABLE article_entry(
  article_id INTEGER NOT NULL REFERENCES article(id),
  n INTEGER NOT NULL,            -- 0, 1, 2 … in the order of the page
  start INTEGER NOT NULL,        -- code points of article.text
  end INTEGER NOT NULL,
  time TEXT,                     -- "T14:32" where the day is not known
  headline TEXT,
  said TEXT,                     -- the time as the page shows it
  PRIMARY KEY (article_id, n)
) STRICT, WITHOUT ROWID;

CREATE VIEW rejection AS
  SELECT id, uri, url, captured_at, status, reason, detail FROM capture WHERE status <> 'article';

CREATE VIRTUAL TABLE article_fts USING fts5(
  title, standfirst, text,
  content="article", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
-- Triggers rather than inserts of our own, so that the index stays true when another tool edits an article.
CREATE TRIGGER article_ai AFTER INSERT ON article BEGIN
  INSERT INTO article_fts(rowid, title, standfirst, text) VALUES (new.id, new.title, new.standfirst, new.text);
END;
CREATE TRIGGER article_ad AFTER DELETE ON article BEGIN
  INSERT INTO article_fts(article_fts, rowid, title, standfirst, text)
    VALUES ('delete', old.id, old.title, old.standfirst, old.text);
END;
CREATE TRIGGER article_au AFTER UPDATE OF id, title, standfirst, text ON article BEGIN
  INSERT INTO article_fts(article_fts, rowid, title, standfirst, text)
    VALUES ('delete', old.id, old.title, old.standfirst, old.text);
  INSERT INTO article_fts(rowid, title, standfirst, text) VALUES (new.id, new.title, new.standfirst, new.text);
END;

-- ── what is said ────────────────────────────────────────────────────────────────────────────────────────

-- An article in which statements were looked for.
CREATE TABLE article_said(
  article_id INTEGER PRIMARY KEY REFERENCES article(id),
  statements INTEGER NOT NULL,   -- how many were found
  unsupported TEXT               -- the article's language, where statements are not read in it yet
) STRICT;

-- Who is given as a source, over all articles. Derived from speaker_form: speakers.py.
CREATE TABLE speaker(
  id INTEGER PRIMARY KEY,        -- the smallest id of its forms
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  description TEXT,
  statements INTEGER NOT NULL,   -- how many are theirs
  articles INTEGER NOT NULL      -- how many articles give them as a source
) STRICT;
CREATE INDEX speaker_name ON speaker(name);
CREATE INDEX speaker_statements ON speaker(statements);

-- Every way in which articles write a speaker, the name included.
CREATE TABLE speaker_alias(
  speaker_id INTEGER NOT NULL REFERENCES speaker(id) DEFERRABLE INITIALLY DEFERRED,
  alias TEXT NOT NULL,
  PRIMARY KEY (speaker_id, alias)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_alias_alias ON speaker_alias(alias);

-- A name with a description, as one or more articles give a speaker.
CREATE TABLE speaker_form(
  id INTEGER PRIMARY KEY,        -- the first 53 bits of a sha256
  speaker_id INTEGER NOT NULL REFERENCES speaker(id) DEFERRABLE INITIALLY DEFERRED,
  key TEXT,                      -- forms with the same key may be one speaker; NULL: a speaker of one article only
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  description TEXT,
  articles INTEGER NOT NULL,
  statements INTEGER NOT NULL
) STRICT;
CREATE INDEX speaker_form_speaker ON speaker_form(speaker_id);
CREATE INDEX speaker_form_key ON speaker_form(key) WHERE key IS NOT NULL;

-- A speaker in one article.
CREATE TABLE article_speaker(
  article_id INTEGER NOT NULL REFERENCES article(id),
  n INTEGER NOT NULL,            -- 0, 1, 2 … in the article
  form_id INTEGER NOT NULL REFERENCES speaker_form(id) DEFERRABLE INITIALLY DEFERRED,
  aliases TEXT NOT NULL,         -- JSON: ["…"]: the other ways in which this article writes the name
  mentions TEXT NOT NULL,        -- JSON: [{"start": 0, "end": 6}]
  PRIMARY KEY (article_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_speaker_form ON article_speaker(form_id);

CREATE TABLE statement(
  id INTEGER PRIMARY KEY,        -- article_id * 1024 + n: statements of an article lie together, in order
  article_id INTEGER NOT NULL REFERENCES article(id),
  n INTEGER NOT NULL,            -- 0, 1, 2 … by where they begin
  kind TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
  stance TEXT NOT NULL,
  speaker_id INTEGER REFERENCES speaker(id) DEFERRABLE INITIALLY DEFERRED,
  source_start INTEGER,          -- code points of article.text
  source_end INTEGER,
  cue_start INTEGER,
  cue_end INTEGER,
  content_spans TEXT NOT NULL,   -- JSON: [{"start": 12, "end": 123}]
  source_text TEXT,
  cue_text TEXT,
  content_text TEXT NOT NULL,    -- the spans in a row, " … " between them where words lie between
  paragraph INTEGER NOT NULL,    -- of the text, from 0: the one that it begins in
  inside INTEGER REFERENCES statement(id) DEFERRABLE INITIALLY DEFERRED,  -- the one in whose content it stands
  speaker_n INTEGER,             -- n of the speaker in article_speaker
  chance REAL NOT NULL           -- how sure it is, 0 to 1
) STRICT;
CREATE UNIQUE INDEX statement_article ON statement(article_id, n);
CREATE INDEX statement_speaker ON statement(speaker_id, article_id);
CREATE INDEX statement_stance ON statement(stance, speaker_id);
CREATE INDEX statement_inside ON statement(inside) WHERE inside IS NOT NULL;

CREATE TABLE time_mention(
  article_id INTEGER NOT NULL REFERENCES article(id),
  n INTEGER NOT NULL,            -- 0, 1, 2 … in the article
  start INTEGER NOT NULL,        -- code points of article.text
  end INTEGER NOT NULL,
  text TEXT NOT NULL,
  value TEXT NOT NULL,           -- ISO 8601, as exact as known
  until TEXT,                    -- the last day, month or year of a span of time
  anchor TEXT NOT NULL,          -- what it was counted from: 'published', 'captured'; 'text': the words say it all
  PRIMARY KEY (article_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX time_mention_value ON time_mention(value);

CREATE TABLE figure(
  id INTEGER PRIMARY KEY,        -- article_id * 1024 + n
  article_id INTEGER NOT NULL REFERENCES article(id),
  n INTEGER NOT NULL,            -- 0, 1, 2 … in the article
  statement_id INTEGER REFERENCES statement(id),  -- the innermost statement in whose content it stands
  start INTEGER NOT NULL,        -- code points of article.text
  end INTEGER NOT NULL,
  text TEXT NOT NULL,
  value REAL NOT NULL,
  unit TEXT,
  bound TEXT NOT NULL,           -- 'exact', 'at least', 'at most', 'about'
  about TEXT,                    -- who or what is counted
  high REAL                      -- the upper end of a range
) STRICT;
CREATE UNIQUE INDEX figure_article ON figure(article_id, n);
CREATE INDEX figure_statement ON figure(statement_id) WHERE statement_id IS NOT NULL;
CREATE INDEX figure_unit ON figure(unit, value);

-- Who says what, for people who look through a record.
CREATE VIEW said AS
  SELECT s.id, a.published, a.site, p.name AS speaker, p.type, p.description, s.stance, s.kind, s.source_text,
         s.cue_text, s.content_text, a.title, a.url, s.speaker_id, s.article_id, s.n
  FROM statement s JOIN article a ON a.id = s.article_id LEFT JOIN speaker p ON p.id = s.speaker_id;

CREATE VIRTUAL TABLE statement_fts USING fts5(
  content_text, source_text, cue_text,
  content="statement", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER statement_ai AFTER INSERT ON statement BEGIN
  INSERT INTO statement_fts(rowid, content_text, source_text, cue_text)
    VALUES (new.id, new.content_text, new.source_text, new.cue_text);
END;
CREATE TRIGGER statement_ad AFTER DELETE ON statement BEGIN
  INSERT INTO statement_fts(statement_fts, rowid, content_text, source_text, cue_text)
    VALUES ('delete', old.id, old.content_text, old.source_text, old.cue_text);
END;
CREATE TRIGGER statement_au AFTER UPDATE OF id, content_text, source_text, cue_text ON statement BEGIN
  INSERT INTO statement_fts(statement_fts, rowid, content_text, source_text, cue_text)
    VALUES ('delete', old.id, old.content_text, old.source_text, old.cue_text);
  INSERT INTO statement_fts(rowid, content_text, source_text, cue_text)
    VALUES (new.id, new.content_text, new.source_text, new.cue_text);
END;

-- ── how articles belong together ────────────────────────────────────────────────────────────────────────

-- What grouping keeps of an article, so that a later run need not read it again.
CREATE TABLE article_sketch(
  article_id INTEGER PRIMARY KEY REFERENCES article(id),
  form TEXT NOT NULL,            -- of the sketch; one of another form is made anew
  copies BLOB NOT NULL,          -- hashes of its shingles and sentences
  event BLOB NOT NULL            -- what tells the event that it is on
) STRICT;

-- Two articles that were laid side by side word by word. Kept, as that takes time; also where they share too little.
CREATE TABLE article_pair(
  a_id INTEGER NOT NULL REFERENCES article(id),
  b_id INTEGER NOT NULL REFERENCES article(id),
  passages BLOB NOT NULL,        -- the words that they share
  PRIMARY KEY (a_id, b_id)
) STRICT, WITHOUT ROWID;

-- Articles that republish one text ('copies'), or captures of one address over time ('versions').
CREATE TABLE family(
  id INTEGER PRIMARY KEY,        -- the original's id * 2, and 1 more for versions
  kind TEXT NOT NULL CHECK (kind IN ('copies', 'versions')),
  original_id INTEGER NOT NULL REFERENCES article(id),
  reason TEXT NOT NULL,          -- why it is taken for the original
  articles INTEGER NOT NULL
) STRICT;

CREATE TABLE family_member(
  family_id INTEGER NOT NULL REFERENCES family(id),
  article_id INTEGER NOT NULL REFERENCES article(id),
  n INTEGER NOT NULL,            -- 0, 1, 2 …: the original first, then by time
  relation TEXT NOT NULL CHECK (relation IN ('original', 'same', 'cut', 'extended', 'excerpt', 'edited')),
  share_of_original REAL NOT NULL,  -- how much of the original's words stands in this one, 0 to 1
  share_of_copy REAL NOT NULL,   -- how much of this one's words stands in the original, 0 to 1
  PRIMARY KEY (family_id, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX family_member_article ON family_member(article_id);

-- What a copy shares with the original: a is the original, b the copy. Code points of article.text.
CREATE TABLE passage(
  family_id INTEGER NOT NULL REFERENCES family(id),
  a_id INTEGER NOT NULL REFERENCES article(id),
  a_start INTEGER NOT NULL,
  a_end INTEGER NOT NULL,
  b_id INTEGER NOT NULL REFERENCES article(id),
  b_start INTEGER NOT NULL,
  b_end INTEGER NOT NULL,
  PRIMARY KEY (family_id, b_id, b_start, a_id, a_start)
) STRICT;  -- with rowid: SQLite 3.40 misreads columns that are not in the order of their key

-- Articles on one event. Every article is in one story, if it is the only one there.
CREATE TABLE story(
  id INTEGER PRIMARY KEY,        -- of its first article
  title TEXT NOT NULL,
  first_published TEXT,
  last_published TEXT,
  articles INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  independent INTEGER NOT NULL   -- sources: the articles of a family count once
) STRICT;
CREATE INDEX story_last_published ON story(last_published);
CREATE INDEX story_articles ON story(articles);

CREATE TABLE story_member(
  story_id INTEGER NOT NULL REFERENCES story(id),
  article_id INTEGER NOT NULL REFERENCES article(id),
  n INTEGER NOT NULL,            -- 0, 1, 2 … in order of time
  PRIMARY KEY (story_id, n)
) STRICT;
CREATE UNIQUE INDEX story_member_article ON story_member(article_id);

-- What a story's events and conflicts were found in, and whether they were: an interrupted run goes on from here.
CREATE TABLE story_state(
  story_id INTEGER PRIMARY KEY REFERENCES story(id),
  digest TEXT NOT NULL,          -- of its articles and what they copy
  is_told INTEGER NOT NULL CHECK (is_told IN (0, 1))
) STRICT;
CREATE INDEX story_state_due ON story_state(story_id) WHERE is_told = 0;

-- A story's timeline.
CREATE TABLE event(
  id INTEGER PRIMARY KEY,        -- story_id * 1024 + n
  story_id INTEGER NOT NULL REFERENCES story(id),
  n INTEGER NOT NULL,            -- 0, 1, 2 … in order of time
  date TEXT NOT NULL,            -- ISO 8601, as exact as known
  until TEXT,                    -- the last day of a span of time, inclusive
  by TEXT NOT NULL CHECK (by IN ('time', 'publication')),  -- a time in the text, or when that was published
  text TEXT NOT NULL,            -- the sentence that tells it best
  independent INTEGER NOT NULL   -- sources: the articles of a family count once
) STRICT;
CREATE UNIQUE INDEX event_story ON event(story_id, n);
CREATE INDEX event_date ON event(date);

-- The sentences that tell an event. Code points of article.text.
CREATE TABLE event_mention(
  event_id INTEGER NOT NULL REFERENCES event(id),
  n INTEGER NOT NULL,
  article_id INTEGER NOT NULL REFERENCES article(id),
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  PRIMARY KEY (event_id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_mention_article ON event_mention(article_id);

-- Where accounts differ. No verdict.
CREATE TABLE conflict(
  id INTEGER PRIMARY KEY,        -- story_id * 1024 + n
  story_id INTEGER NOT NULL REFERENCES story(id),
  n INTEGER NOT NULL,            -- 0, 1, 2 … the surest first
  kind TEXT NOT NULL CHECK (kind IN ('figure', 'denial', 'account')),
  topic TEXT NOT NULL,
  why TEXT NOT NULL,             -- why it was taken for one
  confidence REAL NOT NULL       -- 0 to 1
) STRICT;
CREATE UNIQUE INDEX conflict_story ON conflict(story_id, n);

-- What stands for each side of a conflict: a row for every place in an article. Code points of article.text.
CREATE TABLE conflict_side(
  conflict_id INTEGER NOT NULL REFERENCES conflict(id),
  side INTEGER NOT NULL,         -- 0, 1, 2 …
  n INTEGER NOT NULL,            -- 0, 1, 2 … of the side
  statement_id INTEGER REFERENCES statement(id),
  figure_id INTEGER REFERENCES figure(id),
  value TEXT NOT NULL,           -- what the side says, short: "28", "at least 24", "a hotel"
  article_id INTEGER NOT NULL REFERENCES article(id),
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  speakers TEXT NOT NULL,        -- JSON: ["…"]: who says so; empty where articles say it on their own word
  PRIMARY KEY (conflict_id, side, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_side_article ON conflict_side(article_id);

-- The accounts that differ, with the words that say so, for people who look through a record.
CREATE VIEW disagreement AS
  SELECT c.id AS conflict_id, t.title AS story, c.kind, c.topic, s.side, s.value, s.speakers,
         substr(a.text, s.start + 1, s.end - s.start) AS words, a.site, a.published, a.url, c.confidence, c.why,
         c.story_id, s.article_id
  FROM conflict c JOIN conflict_side s ON s.conflict_id = c.id JOIN article a ON a.id = s.article_id
  JOIN story t ON t.id = c.story_id;

COMMIT;
