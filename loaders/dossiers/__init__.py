"""Lists of dossiers (one row an application) into counts; only offices' and procedures' names leave the child process.

| module | turns |
|---|---|
| heading | a sheet's first rows into which column holds what |
| cells | a small sheet's cells into Arrow columns |
| large, pieces | a large .xlsx's sheet into Arrow columns, piece by piece through fastexcel |
| days | written days into days |
| words | printed words into channel, level and state |
| groups, offices | rows that name a unit into each row's unit; which texts are an office's name at all |
| subjects | which texts are a procedure's or a sector's name at all |
| tally | Arrow columns into counts by unit, month, level, sector and procedure, and findings |
| seen, repeats | dossiers' numbers into which rows repeat one, over all sheets of a file |
| listed | what the child answers |
| taking | the lists out of a file's contents |
| reports | in the parent: counts into reports |
"""
