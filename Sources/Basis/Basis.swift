// Room: Basis
