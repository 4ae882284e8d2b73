from devtools.paths import FRONTEND
from devtools.schema import CONTRACT, summary, target_of

GENERAL, PROFILE = target_of("api"), target_of("table_profile")
CONTENTS = {
    "api": "61 operations",
    "table_profile": "table-profile",
}


def test_each_file_is_named_with_its_content():
    assert summary([GENERAL, PROFILE, CONTRACT], [GENERAL], CONTENTS) == [
        f"written    {GENERAL.relative_to(FRONTEND.parent)}  ({CONTENTS['api']})",
        "unchanged  frontend_vue/src/features/table_profile/schema.d.ts  (table-profile)",
        "unchanged  clients/openapi.json",
    ]


def test_a_feature_without_a_folder_is_named():
    [_, _, line] = summary([GENERAL, PROFILE], [], CONTENTS | {"read_aloud": "read-aloud"})
    path = "frontend_vue/src/features/read_aloud/"
    assert line.startswith(f"no types   {path}schema.d.ts  (read-aloud). Create {path} and run")


def test_the_product_s_own_endpoints_have_their_types_in_its_page():
    assert target_of("product") == FRONTEND / "src" / "api.d.ts"
