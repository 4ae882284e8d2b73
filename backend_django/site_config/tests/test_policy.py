from config.settings.policy import origins


def test_a_path_is_no_other_server():
    assert origins("/static/", "") == []


def test_each_other_server_is_named_once():
    cdn = "https://cdn.example.com"
    assert origins(f"{cdn}/static/", f"{cdn}/api") == [cdn]
    assert origins("https://b.example.com:8443/x", cdn) == ["https://b.example.com:8443", cdn]
