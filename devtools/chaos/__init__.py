"""./dev chaos: a whole system under load, while its processes are killed, frozen and restarted."""
