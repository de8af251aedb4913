using System.Text.Json.Nodes;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <content>Pipelines and repositories.</content>
internal sealed partial class StubGitLab
{
    public StubPipeline AddPipeline(StubProject project, string sha, string status = "success", string reference = "feature")
    {
        var pipeline = new StubPipeline { Id = NextId(), Sha = sha, Status = status, Ref = reference };
        project.Pipelines.Add(pipeline);
        return pipeline;
    }

    public StubJob AddJob(StubPipeline pipeline, string name, string status = "success", string? reason = null, string trace = "", bool mayFail = false)
    {
        var job = new StubJob { Id = NextId(), Name = name, Status = status, Reason = reason, Trace = trace, MayFail = mayFail };
        pipeline.Jobs.Add(job);
        return job;
    }

    private StubAnswer OfPipelines(StubCall call, StubProject project, string[] rest)
    {
        switch (call.Method, rest)
        {
            case ("GET", ["pipelines"]):
                return new StubAnswer(200, new JsonArray([.. project.Pipelines.AsEnumerable().Reverse().Where(pipeline => pipeline.Sha == call.Query["sha"] && pipeline.Ref == call.Query["ref"]).Select(pipeline => pipeline.Json(project))]));
            case ("GET", ["pipelines", var id, var kind]) when project.Pipelines.FirstOrDefault(pipeline => pipeline.Id.ToString() == id) is { } pipeline:
                return new StubAnswer(200, new JsonArray([.. (kind == "jobs" ? pipeline.Jobs : pipeline.Bridges).AsEnumerable().Reverse().Select(job => job.Json(project))]));
            case ("GET", ["jobs", var id, "trace"]) when FindJob(project, id) is (_, { } job):
                return new StubAnswer(200, null, job.Trace);
            case ("POST", ["jobs", var id, "retry"]) when FindJob(project, id) is ({ } pipeline, { } job):
                if (job.IsRetried || job.Status is "running")
                {
                    return StubAnswer.Refused(403, "403 Forbidden - Job is not retryable");
                }

                job.IsRetried = true;
                pipeline.Status = "running";
                pipeline.Changes++;
                return new StubAnswer(201, AddJob(pipeline, job.Name, "running").Json(project));
            default:
                return StubAnswer.NotFound("Pipeline");
        }
    }

    private static (StubPipeline? Pipeline, StubJob? Job) FindJob(StubProject project, string id) =>
        project.Pipelines.SelectMany(pipeline => pipeline.Jobs.Select(job => ((StubPipeline?)pipeline, (StubJob?)job))).FirstOrDefault(pair => pair.Item2!.Id.ToString() == id);

    private StubAnswer OfRepository(StubCall call, StubProject project, string[] rest) => rest switch
    {
        ["branches", var name] => TipOf(project, name) is { } tip ? new StubAnswer(200, new JsonObject { ["name"] = name, ["commit"] = new JsonObject { ["id"] = tip } }) : StubAnswer.NotFound("Branch"),
        ["commits", var sha] => new StubAnswer(200, new JsonObject { ["id"] = sha, ["parent_ids"] = new JsonArray([.. ParentsOf(sha).Select(parent => (JsonNode)parent)]) }),
        ["commits", var sha, "statuses"] => new StubAnswer(200, new JsonArray([.. project.Statuses.GetValueOrDefault(sha, []).Select(status => status.DeepClone()).Concat(project.Pipelines.Where(pipeline => pipeline.Sha == sha).SelectMany(pipeline => pipeline.Jobs).Select(job => StatusOf(project, job)))
            .Where(status => !call.Query.TryGetValue("name", out var name) || (string?)status["name"] == name)])),
        ["compare"] => Compare(call),
        _ => StubAnswer.NotFound("Route"),
    };

    /// <summary>Sets a status as GitLab does: it belongs to a pipeline or a branch, one that has ended gives way to a new one, and a state is not entered twice.</summary>
    private StubAnswer SetStatus(StubCall call, StubProject project, string sha)
    {
        var pipeline = (long?)call.Body["pipeline_id"];
        if (pipeline is not null ? !project.Pipelines.Exists(known => known.Id == pipeline && known.Sha == sha) : (string?)call.Body["ref"] is not { } branch || TipOf(project, branch) != sha)
        {
            return StubAnswer.NotFound("References for commit");
        }

        var statuses = project.Statuses.TryGetValue(sha, out var known) ? known : project.Statuses[sha] = [];
        var (name, state) = ((string)call.Body["name"]!, (string)call.Body["state"]!);
        if (statuses.Exists(status => (string?)status["name"] == name && (string?)status["status"] == state && state is "pending" or "running"))
        {
            return StubAnswer.Refused(400, "Cannot transition status via :enqueue from :pending (Reason(s): Status cannot transition via \"enqueue\")");
        }

        statuses.RemoveAll(status => (string?)status["name"] == name);
        var made = new JsonObject { ["id"] = NextId(), ["name"] = name, ["status"] = state, ["allow_failure"] = false, ["description"] = call.Body["description"]?.DeepClone(), ["target_url"] = null };
        statuses.Add(made);
        return new StubAnswer(201, made.DeepClone());
    }

    /// <summary>GitLab lists jobs among the statuses too.</summary>
    private static JsonObject StatusOf(StubProject project, StubJob job) => new() { ["id"] = job.Id, ["name"] = job.Name, ["status"] = job.Status, ["allow_failure"] = job.MayFail, ["target_url"] = $"https://gitlab.test/{project.Path}/-/jobs/{job.Id}" };

    private StubAnswer Compare(StubCall call)
    {
        var lacking = AncestorsOf(call.Query["from"].ToString());
        return new StubAnswer(200, new JsonObject { ["commits"] = new JsonArray([.. AncestorsOf(call.Query["to"].ToString()).Except(lacking).Select(sha => new JsonObject { ["id"] = sha })]), ["compare_timeout"] = false });
    }

    private string[] ParentsOf(string sha) => Projects.Select(project => project.Commits.GetValueOrDefault(sha)).FirstOrDefault(parents => parents is not null) ?? [];

    private HashSet<string> AncestorsOf(string sha)
    {
        var found = new HashSet<string>();
        var waiting = new Stack<string>([sha]);
        while (waiting.TryPop(out var one))
        {
            if (found.Add(one))
            {
                foreach (var parent in ParentsOf(one))
                {
                    waiting.Push(parent);
                }
            }
        }

        return found;
    }
}
