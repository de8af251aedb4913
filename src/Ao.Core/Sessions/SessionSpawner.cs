using Ao.Claims;
using Ao.Enforcement;
using Ao.Journal;
using Ao.Projects;
using Ao.Sessions.Admission;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions;

/// <summary>Makes sessions. A request with a key makes one session, however often it comes.</summary>
internal sealed class SessionSpawner(SessionContext context, ProjectCatalog projects, SpawnPreflight preflight, SessionNumbers numbers, EnforcementDesk enforcement, PullRequestTaking taking, FactLog log, SpawnDesk spawns)
{
    public async Task<Session> SpawnAsync(SpawnRequest request, CancellationToken cancellationToken)
    {
        SpawnValidation.CheckNames(request);
        if (Existing(request) is { } existing)
        {
            return existing;
        }

        var project = projects.Get(request.Project);
        request = await taking.PinAsync(Pinned(request, project), project, cancellationToken).ConfigureAwait(false);
        _ = SpawnValidation.ToRequested(request, project, new SessionId(project.Prefix, 1), context.Keys.Instance);
        foreach (var dependency in request.DependsOn)
        {
            _ = context.Sessions.Get(dependency);
        }

        var agent = request.Agent ?? project.Options.Agent;
        await preflight.CheckAsync(project, agent, request.Mode ?? project.OptionsOf(agent).Mode, cancellationToken).ConfigureAwait(false);
        if (request.Branch is { } branch)
        {
            await preflight.CheckBranchAsync(project, branch, cancellationToken).ConfigureAwait(false);
        }

        var level = enforcement.Of(project, agent, request.Mode ?? project.OptionsOf(agent).Mode);
        using var turn = request.SpawnedBy is null ? null : await spawns.EnterAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            if (request.SpawnedBy is { } by)
            {
                await spawns.CheckAsync(by, project.Id, cancellationToken).ConfigureAwait(false);
            }

            var id = await numbers.NextAsync(project.Prefix, cancellationToken).ConfigureAwait(false);
            var appends = new List<StreamAppend> { log.Prepare(SessionFactKinds.StreamOf(id), expectedVersion: 0, [SpawnValidation.ToRequested(request, project, id, context.Keys.Instance) with { Enforcement = level, SpawnedBy = request.SpawnedBy, Generation = GenerationOf(request) }]) };
            if (request.Key is { } key)
            {
                // A stream of the key's own, which can be begun once, settles which of two requests at the same time makes the session.
                appends.Add(log.Prepare(SessionFactKinds.SpawnPrefix + key, expectedVersion: 0, [new Facts.SpawnKeyed(id)]));
            }

            if (request.PullRequest is { } pullRequest && await taking.ClaimAsync(project.Id, pullRequest, id, cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                // Another request with this key may have made the session meanwhile, which then is the holder.
                return Existing(request) ?? throw new AoException(refusal);
            }

            try
            {
                await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
                SessionMetrics.Spawned.Add(1, new KeyValuePair<string, object?>(AoTelemetry.ProjectTag, project.Id.Value));
                return context.Sessions.Get(id).View;
            }
            catch (StreamVersionException)
            {
                // This very request was made already, or a lost session had the number: look again, and take the next one.
                await taking.GiveBackAsync(project.Id, request.PullRequest, id, cancellationToken).ConfigureAwait(false);
                if (Existing(request) is { } made)
                {
                    return made;
                }
            }
        }
    }

    private int GenerationOf(SpawnRequest request) => request.SpawnedBy is { } by ? context.Sessions.Get(by).Request.Generation + 1 : 0;

    private Session? Existing(SpawnRequest request)
    {
        if (request.Key is not { } key || context.Sessions.IdOf(key) is not { } id)
        {
            return null;
        }

        return context.Sessions.Find(id)?.View
            ?? throw new AoException($"The key '{key}' was used for session '{id}', which a recovery of the journal has lost. Look at what is left of it, then ask with another key.");
    }

    /// <summary>Pins a reviewer to the revision that was verified last of the session whose change it reads.</summary>
    private SpawnRequest Pinned(SpawnRequest request, Project project)
    {
        if (request.Reviews is not { } reviewed)
        {
            return request;
        }

        var change = context.Sessions.Get(reviewed);
        if (change.Request.Project != project.Id)
        {
            throw new AoException($"Session '{reviewed}' belongs to project '{change.Request.Project}' and not to '{project.Id}'. Review it there.");
        }

        return request with
        {
            Revision = request.Revision ?? change.VerifiedRevision
                ?? throw new AoException($"Session '{reviewed}' has no verified revision yet. Wait until it is done, or name the revision to read."),
        };
    }
}
