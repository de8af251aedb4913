using Ao.Agents;
using Ao.Journal;
using Ao.Runtimes;
using Ao.Scm;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Sessions;

/// <summary>Builds sessions from facts, as the engine does.</summary>
internal static class States
{
    public static readonly SessionId Id = new("shop", 1);
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static Facts.Requested Requested { get; } = new(Id, new ProjectId("shop"), "Title", "Do it.", "command", SessionRole.Worker, "ao/shop-1", [], null);

    public static Workspace Workspace { get; } = new()
    {
        Session = Id,
        Source = new ProjectSource { Project = new ProjectId("shop"), Location = "/source" },
        Path = "/workspace",
        BaseRevision = "base",
    };

    public static object[] Running { get; } =
    [
        new Facts.Admitted(), new Facts.WorkspaceOpened(Workspace), new Facts.LaunchIntended(1, null), new Facts.Launched(1, "token"),
    ];

    public static Verification Passed(string revision) => new() { Revision = revision, Passed = true, Commands = [], At = s_start };

    public static Verification NotPassed(string revision) => new() { Revision = revision, Passed = false, Commands = [], At = s_start };

    public static SessionState Fold(params object[] bodies)
    {
        SessionState? state = null;
        long version = 0;
        foreach (var body in (object[])[Requested, .. bodies])
        {
            version++;
            var fact = new Fact { Position = version, Stream = SessionFactKinds.StreamOf(Id), Version = version, Epoch = 1, Type = body.GetType().Name, Schema = 1, At = s_start.AddSeconds(version), Data = default };
            state = SessionFold.Apply(state, fact, body);
        }

        return state!;
    }
}
