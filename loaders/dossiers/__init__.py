"""Lists of dossiers (one row an application) into counts; no cell of a row but units' names ever leaves the child.

| module | turns |
|---|---|
| heading | a sheet's first rows into which column holds what |
| cells, large | a sheet's rows into Arrow columns: a small one's from its cells, a large .xlsx's through fastexcel |
| days | written days into days |
| words | printed words into channel, level and state |
| tally | Arrow columns into counts by unit, month and level, and findings |
| listed | what the child answers |
| taking | the lists out of a file's contents |
| reports | in the parent: counts into reports |
"""
