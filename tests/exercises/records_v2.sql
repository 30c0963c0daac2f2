-- A file of results as the second version of its tables left it.
PRAGMA application_id = 1852728168;
PRAGMA user_version = 2;
CREATE TABLE checks (page TEXT NOT NULL, exercise TEXT NOT NULL, points REAL NOT NULL, out_of REAL NOT NULL, state TEXT NOT NULL, misconceptions TEXT NOT NULL, time TEXT NOT NULL, version TEXT NOT NULL);
INSERT INTO checks VALUES ('perceptron', 'step', 0.5, 2.0, 'partial', 'fires_at_zero', '2026-01-02T10:00:00Z', '0.0.9');
INSERT INTO checks VALUES ('perceptron', 'step', 2.0, 2.0, 'full', '', '2026-01-02T10:05:00Z', '0.0.9');
INSERT INTO checks VALUES ('perceptron', 'gates', 0.0, 3.0, 'none', '', '2026-01-02T10:09:00Z', '0.0.9');
CREATE TABLE answers (page TEXT NOT NULL, question TEXT NOT NULL, correct INTEGER NOT NULL, tries INTEGER NOT NULL, time TEXT NOT NULL, version TEXT NOT NULL);
INSERT INTO answers VALUES ('tensors', 'rank', 1, 2, '2026-01-03T10:00:00Z', '0.1.0');
