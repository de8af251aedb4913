namespace Ao.Plugins.GitLab.Tests.Stub;

/// <summary>The parameters that GitLab's documentation names for the calls that the plugin makes. Anything else that is sent is a mistake of the plugin, which a real server might pass over.</summary>
internal static class StubContract
{
    private static readonly string[] s_page = ["page", "per_page"];

    private static readonly (string Method, string Pattern, string[] Query, string[] Body)[] s_calls =
    [
        ("GET", "user", [], []),
        ("GET", "users", ["username"], []),
        ("GET", "users/*", [], []),
        ("GET", "projects/*", [], []),
        ("GET", "projects/*/merge_requests", [.. s_page, "state", "scope", "author_id", "in", "search"], []),
        ("POST", "projects/*/merge_requests", [], ["source_branch", "target_branch", "target_project_id", "title", "description", "remove_source_branch"]),
        ("GET", "projects/*/merge_requests/*", [], []),
        ("PUT", "projects/*/merge_requests/*", [], ["title", "description", "state_event"]),
        ("PUT", "projects/*/merge_requests/*/merge", [], ["sha", "squash", "auto_merge", "merge_when_pipeline_succeeds"]),
        ("GET", "projects/*/merge_requests/*/closes_issues", s_page, []),
        ("GET", "projects/*/merge_requests/*/discussions", s_page, []),
        ("POST", "projects/*/merge_requests/*/discussions", [], ["body", "position"]),
        ("PUT", "projects/*/merge_requests/*/discussions/*", [], ["resolved"]),
        ("POST", "projects/*/merge_requests/*/discussions/*/notes", [], ["body"]),
        ("POST", "projects/*/merge_requests/*/notes", [], ["body"]),
        ("GET", "projects/*/merge_requests/*/versions", s_page, []),
        ("GET", "projects/*/merge_requests/*/approvals", [], []),
        ("GET", "projects/*/merge_requests/*/reviewers", [], []),
        ("POST", "projects/*/merge_requests/*/approve", [], ["sha"]),
        ("POST", "projects/*/merge_trains/merge_requests/*", [], ["sha", "squash", "auto_merge"]),
        ("GET", "projects/*/repository/branches/*", [], []),
        ("GET", "projects/*/repository/commits/*", [], []),
        ("GET", "projects/*/repository/commits/*/statuses", [.. s_page, "name"], []),
        ("POST", "projects/*/statuses/*", [], ["state", "name", "description", "ref", "pipeline_id", "target_url", "coverage"]),
        ("GET", "projects/*/repository/compare", ["from", "to", "from_project_id"], []),
        ("GET", "projects/*/pipelines", [.. s_page, "ref", "sha", "order_by", "sort"], []),
        ("GET", "projects/*/pipelines/*/jobs", [.. s_page, "include_retried"], []),
        ("GET", "projects/*/pipelines/*/bridges", s_page, []),
        ("GET", "projects/*/jobs/*/trace", [], []),
        ("POST", "projects/*/jobs/*/retry", [], []),
        ("GET", "projects/*/forks", [.. s_page, "membership", "order_by", "sort"], []),
        ("POST", "projects/*/fork", [], ["namespace_path", "description"]),
        ("GET", "projects/*/issues", [.. s_page, "state", "scope", "author_id", "in", "search", "labels", "confidential", "order_by", "sort", "updated_after"], []),
        ("POST", "projects/*/issues", [], ["title", "description", "labels", "assignee_ids"]),
        ("GET", "projects/*/issues/*", [], []),
        ("PUT", "projects/*/issues/*", [], ["title", "description", "labels", "assignee_ids", "state_event"]),
        ("GET", "projects/*/issues/*/notes", [.. s_page, "sort", "order_by"], []),
        ("POST", "projects/*/issues/*/notes", [], ["body"]),
    ];

    /// <summary>Tells what of a call the documentation does not name.</summary>
    public static IEnumerable<string> Check(StubCall call)
    {
        var known = s_calls.FirstOrDefault(entry => entry.Method == call.Method && Matches(entry.Pattern.Split('/'), call.Path));
        return known.Method is null
            ? [$"{call.Line} is not documented"]
            : [.. call.Query.Keys.Except(known.Query).Select(name => $"{call.Line} has no parameter {name}"), .. call.Body.Select(field => field.Key).Except(known.Body).Select(name => $"{call.Line} has no field {name}")];
    }

    private static bool Matches(string[] pattern, string[] path) =>
        pattern.Length == path.Length && pattern.Zip(path).All(pair => pair.First == "*" || pair.First == pair.Second);
}
