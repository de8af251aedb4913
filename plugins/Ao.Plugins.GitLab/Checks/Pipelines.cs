using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Data;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Checks;

/// <summary>Tells what pipelines say, and runs their jobs again.</summary>
internal sealed class Pipelines(GitLabClient client, MergeRequests.MergeRequestStore requests, PipelineReader reader, KeptOperations kept)
{
    public async ValueTask<CheckReport> GetAsync(ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var (project, data) = await requests.OfAsync(source, number, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(project, data, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CheckReport> ReadAsync(GitLabProject project, MergeRequestData data, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var pipeline = await reader.OfHeadAsync(project, data, purpose, cancellationToken).ConfigureAwait(false);
        return data.Sha is { } head ? await reader.ReadAsync(project, pipeline, head, purpose, cancellationToken).ConfigureAwait(false) : new CheckReport("", []);
    }

    public async ValueTask<CheckReport> GetBaseAsync(ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var (project, data) = await requests.OfAsync(source, number, cancellationToken).ConfigureAwait(false);
        var branch = await client.GetAsync($"{project.Api}/repository/branches/{Uri.EscapeDataString(data.TargetBranch)}", GitLabJson.Default.BranchData, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        var tip = branch.Commit?.Id ?? throw new AoException($"The branch '{Printable.Quote(data.TargetBranch)}' of '{project.Path}' has no commits. Push one first.");
        var pipelines = await client.GetAsync($"{project.Api}/pipelines?ref={Uri.EscapeDataString(data.TargetBranch)}&sha={Uri.EscapeDataString(tip)}&order_by=id&sort=desc&per_page=1", GitLabJson.Default.PipelineDataArray, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
        return await reader.ReadAsync(project, pipelines.FirstOrDefault(), tip, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CheckReport> RerunAsync(CheckRerunRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (project, data) = await requests.OfAsync(request.Source, request.Number, cancellationToken).ConfigureAwait(false);
        if (data.Sha != request.Revision)
        {
            throw new AoException($"The head of merge request {request.Number} is {data.Sha} by now, not {Printable.Quote(request.Revision)}. Look at the newer revision first.");
        }

        var pipeline = await reader.OfHeadAsync(project, data, CallPurpose.Person, cancellationToken).ConfigureAwait(false)
            ?? throw new AoException($"Merge request {request.Number} has no pipeline at {request.Revision}. Start one at GitLab.");
        var jobs = await reader.JobsAsync(project, pipeline, CallPurpose.Person, cancellationToken).ConfigureAwait(false);

        // Which attempt was meant is kept before it is asked for: GitLab runs one attempt again once, however often it is asked.
        var meant = await kept.FindAsync(request.Key, cancellationToken).ConfigureAwait(false);
        if (meant is null)
        {
            meant = new KeptOperation { Key = request.Key.Value, Jobs = request.Names.Distinct(StringComparer.Ordinal).ToDictionary(static name => name, name => NewestOf(jobs, name, request.Number).Id, StringComparer.Ordinal) };
            await kept.KeepAsync(meant, cancellationToken).ConfigureAwait(false);
        }

        foreach (var (name, id) in meant.Jobs)
        {
            if (jobs.Where(job => job.Name == name).All(job => job.Id <= id))
            {
                await RetryAsync(pipeline.ProjectId ?? project.Id, id, cancellationToken).ConfigureAwait(false);
            }
        }

        return await reader.ReadAsync(project, pipeline, request.Revision, CallPurpose.Person, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask RetryAsync(long project, long job, CancellationToken cancellationToken) =>
        await client.SendAsync(HttpMethod.Post, FormattableString.Invariant($"projects/{project}/jobs/{job}/retry"), new NoBody(), GitLabJson.Default.NoBody, GitLabJson.Default.JobData, cancellationToken).ConfigureAwait(false);

    private static JobData NewestOf(IReadOnlyList<JobData> jobs, string name, int number)
    {
        var job = jobs.Where(job => job.Name == name).MaxBy(static job => job.Id)
            ?? throw new AoException($"The check '{Printable.Quote(name)}' is no job of the pipeline of merge request {number}: GitLab cannot run it again. Name a job, or start the check where it runs.");
        return job.DownstreamPipeline is null
            ? job
            : throw new AoException($"The check '{Printable.Quote(name)}' is a pipeline of its own, which GitLab does not run again from here. Run its failed jobs again at GitLab.");
    }
}
