using System.Text.Json.Nodes;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <content>Merge requests.</content>
internal sealed partial class StubGitLab
{
    public StubRequest AddRequest(StubProject target, string title = "A change", string branch = "feature", StubUser? author = null, StubProject? source = null)
    {
        var at = Now();
        var request = new StubRequest { Iid = target.Requests.Count + 1, Title = title, Author = author ?? Me, Source = source ?? target, Target = target, SourceBranch = branch, TargetBranch = target.DefaultBranch, CreatedAt = at, UpdatedAt = at };
        target.Requests.Add(request);
        HeadOf(request);
        return request;
    }

    public StubDiscussion AddDiscussion(StubRequest request, StubUser author, string body, JsonObject? position = null, bool isIndividual = false, bool isSystem = false)
    {
        var discussion = new StubDiscussion { Id = $"d{NextId():x}", IsIndividual = isIndividual || isSystem };
        discussion.Notes.Add(new StubNote(NextId(), author, body, Now()) { Position = position, IsSystem = isSystem });
        request.Discussions.Add(discussion);
        request.UpdatedAt = Now();
        return discussion;
    }

    /// <summary>Gives the head of a merge request, and notes it as a version where it is new.</summary>
    public string? HeadOf(StubRequest request)
    {
        if (request.State is "opened" && TipOf(request.Source, request.SourceBranch) is { } tip && tip != request.LastHead)
        {
            request.LastHead = tip;
            request.IsWaiting = false;
            request.UpdatedAt = Now();
            request.Versions.Add((tip, request.UpdatedAt));
        }

        return request.LastHead;
    }

    public StubPipeline? PipelineOf(StubRequest request) =>
        request.Target.Pipelines.LastOrDefault(pipeline => pipeline.Sha == HeadOf(request) || pipeline.Ref == $"refs/merge-requests/{request.Iid}/merge");

    private JsonObject Json(StubRequest request, bool isWhole = true) => request.Json(HeadOf(request), PipelineOf(request), isWhole);

    private StubAnswer OfRequests(StubCall call, StubProject project, string[] rest)
    {
        switch (call.Method, rest)
        {
            case ("GET", []):
                return new StubAnswer(200, new JsonArray([.. project.Requests.AsEnumerable().Reverse().Where(request => Has(call, request.Description, request.Author)).Select(request => Json(request, isWhole: false))]));
            case ("POST", []):
                return OpenRequest(call, project);
            case (_, [var iid, ..]) when project.Requests.FirstOrDefault(request => request.Iid.ToString() == iid) is { } request:
                return OfRequest(call, project, request, rest[1..]);
            default:
                return StubAnswer.NotFound("MergeRequest");
        }
    }

    private StubAnswer OfRequest(StubCall call, StubProject project, StubRequest request, string[] rest) => (call.Method, rest) switch
    {
        ("GET", []) => new StubAnswer(200, Json(request)),
        ("PUT", []) => ChangeRequest(call, request),
        ("PUT", ["merge"]) => Accept(call, project, request),
        ("GET", ["closes_issues"]) => new StubAnswer(200, new JsonArray([.. project.Issues.Where(issue => request.Closes.Contains(issue.Iid)).Select(issue => issue.Json)])),
        ("GET", ["versions"]) => new StubAnswer(200, new JsonArray([.. request.Versions.AsEnumerable().Reverse().Select((version, index) => new JsonObject { ["id"] = request.Versions.Count - index, ["head_commit_sha"] = version.Head, ["created_at"] = version.At.ToString("O") })])),
        ("GET", ["approvals"]) => new StubAnswer(200, Approvals(request)),
        ("POST", ["approve"]) => Approve(call, request),
        ("GET", ["reviewers"]) => new StubAnswer(200, new JsonArray([.. request.Reviewers.Select(reviewer => new JsonObject { ["user"] = reviewer.User.Json, ["state"] = reviewer.State, ["created_at"] = request.CreatedAt.ToString("O") })])),
        ("POST", ["notes"]) => new StubAnswer(201, AddDiscussion(request, call.User, call.Text("body")!, isIndividual: true).Notes[0].Json(false, false)),
        (_, ["discussions", ..]) => OfDiscussions(call, request, rest[1..]),
        _ => StubAnswer.NotFound("Route"),
    };

    private StubAnswer OpenRequest(StubCall call, StubProject source)
    {
        var target = FindProject(call.Body["target_project_id"]!.ToString())!;
        var branch = call.Text("source_branch")!;
        if (TipOf(source, branch) is null || TipOf(target, call.Text("target_branch")!) is null)
        {
            return StubAnswer.Refused(400, new JsonArray("Source or target branch does not exist"));
        }

        if (target.Requests.FirstOrDefault(open => open.State == "opened" && open.Source == source && open.SourceBranch == branch) is { } other)
        {
            return StubAnswer.Refused(409, new JsonArray($"Another open merge request already exists for this source branch: !{other.Iid}"));
        }

        var request = AddRequest(target, call.Text("title")!, branch, call.User, source);
        request.Description = call.Text("description") ?? "";
        return new StubAnswer(201, Json(request));
    }

    private StubAnswer ChangeRequest(StubCall call, StubRequest request)
    {
        request.Title = call.Text("title") ?? request.Title;
        request.Description = call.Text("description") ?? request.Description;
        request.State = call.Text("state_event") == "close" ? "closed" : request.State;
        request.UpdatedAt = Now();
        return new StubAnswer(200, Json(request));
    }

    private StubAnswer Accept(StubCall call, StubProject project, StubRequest request)
    {
        var status = request.DetailedStatus(PipelineOf(request));
        var waits = (bool?)call.Body["auto_merge"] == true;
        if (call.Text("sha") != HeadOf(request))
        {
            return StubAnswer.Refused(409, "SHA does not match HEAD of source branch: " + HeadOf(request));
        }

        if (status == "ci_still_running" && waits)
        {
            request.IsWaiting = true;
            return new StubAnswer(200, Json(request));
        }

        if (status != "mergeable")
        {
            return request.State == "opened" ? StubAnswer.Refused(422, "Branch cannot be merged") : StubAnswer.Refused(405, "405 Method Not Allowed");
        }

        var isSquashed = (bool?)call.Body["squash"] == true;
        var commit = Land(project, request, isSquashed);
        request.State = "merged";
        request.MergeCommit = project.MergeMethod == "ff" ? null : commit;
        request.SquashCommit = isSquashed ? commit : null;
        request.UpdatedAt = Now();
        return new StubAnswer(200, Json(request));
    }

    private StubAnswer JoinTrain(StubCall call, StubProject project, string iid)
    {
        var request = project.Requests.First(request => request.Iid.ToString() == iid);
        if (call.Text("sha") != HeadOf(request))
        {
            return StubAnswer.Refused(409, "SHA does not match HEAD of source branch");
        }

        request.IsWaiting = true;
        return new StubAnswer(201, new JsonArray(new JsonObject { ["id"] = NextId(), ["status"] = "fresh" }));
    }

    private static JsonObject Approvals(StubRequest request) => new()
    {
        ["approved_by"] = new JsonArray([.. request.Approvals.Select(approval => new JsonObject { ["user"] = approval.User.Json, ["approved_at"] = approval.At.ToString("O") })]),
    };

    private StubAnswer Approve(StubCall call, StubRequest request)
    {
        if (call.Text("sha") != HeadOf(request))
        {
            return StubAnswer.Refused(409, "SHA does not match HEAD of source branch");
        }

        if (request.Author == call.User || request.Approvals.Any(approval => approval.User == call.User))
        {
            return StubAnswer.Refused(401, "401 Unauthorized");
        }

        request.Approvals.Add((call.User, Now()));
        return new StubAnswer(201, Approvals(request));
    }

    private StubAnswer OfDiscussions(StubCall call, StubRequest request, string[] rest)
    {
        switch (call.Method, rest)
        {
            case ("GET", []):
                return new StubAnswer(200, new JsonArray([.. request.Discussions.Select(discussion => discussion.Json)]));
            case ("POST", []):
                var position = call.Body["position"]?.AsObject();

                // Only the first ten lines of src/a.txt are in the change.
                var isThere = position is null || ((string?)position["new_path"] == "src/a.txt" && ((string?)position["position_type"] == "file" || (int?)position["new_line"] <= 10));
                return isThere ? new StubAnswer(201, AddDiscussion(request, call.User, call.Text("body")!, position?.DeepClone().AsObject()).Json) : StubAnswer.Refused(400, "400 Bad request - Note {:line_code=>[\"can't be blank\"]}");
            case (_, [var id, .. var more]) when request.Discussions.FirstOrDefault(discussion => discussion.Id == id) is { } discussion:
                if (more is ["notes"])
                {
                    discussion.Notes.Add(new StubNote(NextId(), call.User, call.Text("body")!, Now()));
                    request.UpdatedAt = Now();
                    return new StubAnswer(201, discussion.Notes[^1].Json(!discussion.IsIndividual, discussion.IsResolved));
                }

                discussion.IsResolved = (bool)call.Body["resolved"]!;
                return new StubAnswer(200, discussion.Json);
            default:
                return StubAnswer.NotFound("Discussion");
        }
    }

    private static bool Has(StubCall call, string description, StubUser author) =>
        (!call.Query.TryGetValue("author_id", out var id) || id == author.Id.ToString())
        && (!call.Query.TryGetValue("search", out var search) || search.ToString().Split('"', StringSplitOptions.RemoveEmptyEntries).All(word => description.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
