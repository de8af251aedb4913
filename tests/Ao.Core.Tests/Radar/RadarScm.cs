using System.Collections.Concurrent;
using Ao.Convergence;
using Ao.Scm;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Radar;

/// <summary>An scm whose workspaces change what a test says, and whose trial merges conflict where both change the same line.</summary>
internal sealed class RadarScm : FakeScm, IWorkspaceChanges, ISourceTrees
{
    private readonly ConcurrentDictionary<SessionId, (string File, int Line)[]> _edits = new();
    private readonly ConcurrentDictionary<string, (string File, int Line)[]> _revisions = new();
    private int _looks;
    private int _trials;

    public int Looks => _looks;

    public int Trials => _trials;

    /// <summary>Has a session's workspace change lines.</summary>
    public void Edit(SessionId session, params (string File, int Line)[] lines) => _edits[session] = lines;

    public ValueTask<WorkspaceChanges> ReadChangesAsync(Workspace workspace, string? revision = null, CancellationToken cancellationToken = default)
    {
        Fail("changes");
        Interlocked.Increment(ref _looks);
        var lines = _edits.GetValueOrDefault(workspace.Session) ?? [];
        var id = revision ?? $"{workspace.Session}:{string.Join(',', lines)}";
        _revisions[id] = lines;
        return ValueTask.FromResult(new WorkspaceChanges
        {
            Revision = id,
            Start = "base",
            Files = [.. lines.GroupBy(static edit => edit.File).Select(static file => new ChangedFile(file.Key) { Lines = [.. file.Select(static edit => new ChangedLines(new LineRange(edit.Line, 1), new LineRange(edit.Line, 2)))] })],
        });
    }

    public override ValueTask<TrialMerge> TryMergeAsync(ProjectSource source, string ours, string theirs, CancellationToken cancellationToken = default)
    {
        Fail("trial");
        Interlocked.Increment(ref _trials);
        var (one, other) = (_revisions.GetValueOrDefault(ours) ?? [], _revisions.GetValueOrDefault(theirs) ?? []);
        var conflicts = one.Intersect(other).Select(static edit => edit.File).Distinct().ToList();
        var merged = $"{ours}+{theirs}";
        if (conflicts.Count == 0)
        {
            _revisions[merged] = [.. one, .. other];
        }

        return ValueTask.FromResult(new TrialMerge(conflicts.Count == 0 ? merged : null, conflicts));
    }

    public override ValueTask<ISourceTree> OpenTreeAsync(ProjectSource source, string revision, CancellationToken cancellationToken = default) => throw new AoException("There are no files.");

    public override ValueTask<string?> FindMergeBaseAsync(ProjectSource source, string one, string other, CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>("base");

    /// <summary>Says what a revision changes that no workspace was asked for.</summary>
    public void Know(string revision, params (string File, int Line)[] lines) => _revisions[revision] = lines;
}
