import FloorTUI

// A library can be linked into benchmarks and tests, a program cannot: so all of it is there, and only this here.
FloorTUI.main()
