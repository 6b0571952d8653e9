-- Which states, rights and outcomes go together: what hardly ever meets is not sought row by row through all that has one of them.
create statistics request_choices (mcv) on state, kind, outcome from request;
