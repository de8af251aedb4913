using System.Text.Json.Nodes;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <content>Issues.</content>
internal sealed partial class StubGitLab
{
    public StubIssue AddIssue(StubProject project, string title, StubUser? author = null, bool isConfidential = false)
    {
        var at = Now();
        var issue = new StubIssue { Iid = project.Issues.Count + 1, ProjectId = project.Id, Title = title, Author = author ?? Reviewer, IsConfidential = isConfidential, CreatedAt = at, UpdatedAt = at };
        project.Issues.Add(issue);
        return issue;
    }

    private StubAnswer OfIssues(StubCall call, StubProject project, string[] rest)
    {
        switch (call.Method, rest)
        {
            case ("GET", []):
                return new StubAnswer(200, new JsonArray([.. Select(call, project).Select(issue => issue.Json)]));
            case ("POST", []):
                var made = AddIssue(project, call.Text("title")!, call.User);
                Change(call, made);
                return new StubAnswer(201, made.Json);
            case (_, [var iid, .. var more]) when project.Issues.FirstOrDefault(issue => issue.Iid.ToString() == iid) is { } issue:
                return OfIssue(call, issue, more);
            default:
                return StubAnswer.NotFound("Issue");
        }
    }

    private StubAnswer OfIssue(StubCall call, StubIssue issue, string[] rest)
    {
        switch (call.Method, rest)
        {
            case ("GET", []):
                return new StubAnswer(200, issue.Json);
            case ("PUT", []):
                Change(call, issue);
                return new StubAnswer(200, issue.Json);
            case ("GET", ["notes"]):
                return new StubAnswer(200, new JsonArray([.. issue.Notes.Select(note => note.Json(false, false))]));
            case ("POST", ["notes"]):
                issue.Notes.Add(new StubNote(NextId(), call.User, call.Text("body")!, Now()));
                issue.UpdatedAt = Now();
                return new StubAnswer(201, issue.Notes[^1].Json(false, false));
            default:
                return StubAnswer.NotFound("Route");
        }
    }

    private void Change(StubCall call, StubIssue issue)
    {
        issue.Title = call.Text("title") ?? issue.Title;
        issue.Description = call.Text("description") ?? issue.Description;
        issue.Labels = call.Text("labels") is { } labels ? [.. labels.Split(',', StringSplitOptions.RemoveEmptyEntries)] : issue.Labels;
        issue.Assignees = call.Body["assignee_ids"] is JsonArray ids ? [.. ids.Select(id => Users.First(user => user.Id == (long)id!))] : issue.Assignees;
        issue.State = call.Text("state_event") switch { "close" => "closed", "reopen" => "opened", _ => issue.State };
        issue.UpdatedAt = Now();
    }

    private static IEnumerable<StubIssue> Select(StubCall call, StubProject project)
    {
        var issues = project.Issues.Where(issue =>
            (call.Query["state"] == "all" || issue.State == call.Query["state"])
            && (!call.Query.ContainsKey("confidential") || !issue.IsConfidential)
            && (!call.Query.TryGetValue("labels", out var labels) || labels.ToString().Split(',').All(issue.Labels.Contains))
            && (!call.Query.TryGetValue("updated_after", out var after) || issue.UpdatedAt >= DateTimeOffset.Parse(after.ToString(), System.Globalization.CultureInfo.InvariantCulture))
            && Has(call, $"{issue.Title}\n{issue.Description}", issue.Author));
        issues = call.Query.GetValueOrDefault("order_by") == "updated_at" ? issues.OrderBy(issue => issue.UpdatedAt) : issues.OrderBy(issue => issue.CreatedAt);
        return call.Query.GetValueOrDefault("sort") == "desc" ? issues.Reverse() : issues;
    }
}
