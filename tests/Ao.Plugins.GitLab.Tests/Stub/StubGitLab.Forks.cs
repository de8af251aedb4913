using System.Text.Json.Nodes;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <content>Forks, and what goes by GraphQL.</content>
internal sealed partial class StubGitLab
{
    private StubAnswer ReadProject(StubProject project)
    {
        if (project.ImportStatus is "scheduled" or "started" && --project.ImportReadings <= 0)
        {
            project.ImportStatus = "finished";
        }

        return new StubAnswer(200, project.Json);
    }

    private StubAnswer OfForks(StubCall call, StubProject project)
    {
        if (call.Method == "GET")
        {
            return new StubAnswer(200, new JsonArray([.. Projects.AsEnumerable().Reverse().Where(fork => fork.Upstream == project && (!call.Query.ContainsKey("membership") || fork.Creator == call.User)).Select(fork => fork.Json)]));
        }

        var path = $"{call.Text("namespace_path")}/{project.Path.Split('/')[^1]}";
        if (FindProject(path) is not null)
        {
            return StubAnswer.Refused(409, new JsonObject { ["name"] = new JsonArray("has already been taken"), ["path"] = new JsonArray("has already been taken") });
        }

        var made = new StubProject { Id = NextId(), Path = path, Upstream = project, Description = call.Text("description") ?? "", Creator = call.User, ImportStatus = "scheduled", ImportReadings = 2 };
        foreach (var (branch, tip) in project.Branches)
        {
            made.Branches[branch] = tip;
        }

        Projects.Add(made);
        return new StubAnswer(201, made.Json);
    }

    private StubAnswer Graph(StubCall call)
    {
        var variables = call.Body["variables"]!.AsObject();
        var query = (string)call.Body["query"]!;
        var project = FindProject((string)variables["path"]!);
        return query.Contains("projectSyncFork", StringComparison.Ordinal)
            ? new StubAnswer(200, new JsonObject { ["data"] = new JsonObject { ["projectSyncFork"] = new JsonObject { ["errors"] = new JsonArray([.. Sync(project!, (string)variables["branch"]!).Select(error => (JsonNode)error)]) } } })
            : new StubAnswer(200, new JsonObject { ["data"] = new JsonObject { ["project"] = project is null ? null : Look(project, variables) } });
    }

    /// <summary>GitLab takes the default branch of the source, and merges where it cannot fast-forward.</summary>
    private static string[] Sync(StubProject fork, string branch)
    {
        var upstream = fork.Upstream!;
        fork.Branches[branch] = upstream.Branches[upstream.DefaultBranch];
        return [];
    }

    private JsonObject Look(StubProject project, JsonObject variables)
    {
        var asked = variables["iids"]!.AsArray().Select(iid => (string)iid!).ToHashSet();
        return new JsonObject
        {
            ["repository"] = new JsonObject { ["tree"] = new JsonObject { ["lastCommit"] = TipOf(project, (string)variables["base"]!) is { } tip ? new JsonObject { ["sha"] = tip } : null } },
            ["mergeRequests"] = new JsonObject { ["nodes"] = new JsonArray([.. project.Requests.Where(request => asked.Contains(request.Iid.ToString())).Select(Node)]) },
        };
    }

    private JsonObject Node(StubRequest request)
    {
        var head = HeadOf(request);
        var pipeline = PipelineOf(request);
        return new JsonObject
        {
            ["iid"] = request.Iid.ToString(),
            ["state"] = request.State,
            ["draft"] = request.IsDraft,
            ["diffHeadSha"] = head,
            ["detailedMergeStatus"] = request.DetailedStatus(pipeline).ToUpperInvariant(),
            ["updatedAt"] = request.UpdatedAt.ToString("O"),
            ["userNotesCount"] = request.Discussions.Sum(discussion => discussion.Notes.Count(note => !note.IsSystem)),
            ["resolvedDiscussionsCount"] = request.Discussions.Count(discussion => discussion.IsResolved),
            ["headPipeline"] = pipeline is null ? null : new JsonObject { ["id"] = $"gid://gitlab/Ci::Pipeline/{pipeline.Id}", ["status"] = pipeline.Status.ToUpperInvariant(), ["updatedAt"] = $"{pipeline.Changes}" },
            ["approvedBy"] = new JsonObject { ["nodes"] = new JsonArray([.. request.Approvals.Select(approval => new JsonObject { ["id"] = $"gid://gitlab/User/{approval.User.Id}" })]) },
        };
    }
}
