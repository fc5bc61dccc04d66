package transfer

// Rows splits a table into rows of cells.
var Rows = rowsOf
