-- One record: captures, what became of each, and the articles in them. Lists are JSON text.
-- Datasette finds the full-text table by content="article", in double quotes.
BEGIN;

PRAGMA application_id = 1869509219;  -- "onrc"
PRAGMA user_version = 2;

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

COMMIT;
