using Ao.Agents;
using Ao.Prompts;

namespace Ao.Sessions;

/// <summary>A session to ask for.</summary>
public sealed record SpawnRequest
{
    /// <summary>The longest task or message, in characters.</summary>
    public const int MaxTextLength = 256 * 1024;

    /// <summary>Gets the name of the project.</summary>
    public required string Project { get; init; }

    /// <summary>Gets what to do, <see cref="MaxTextLength"/> characters at most.</summary>
    public required string Prompt { get; init; }

    /// <summary>Gets text of others that belongs to the task, such as the issue. The agent gets it fenced and labelled with its origin.</summary>
    public IReadOnlyList<OutsideText> Context { get; init; } = [];

    /// <summary>Gets one line that names the task, 200 characters at most.</summary>
    /// <value>The default is <see langword="null"/>: the first line of the prompt.</value>
    public string? Title { get; init; }

    /// <summary>Gets the name of the agent.</summary>
    /// <value>The default is <see langword="null"/>: the project's.</value>
    public string? Agent { get; init; }

    /// <summary>Gets what the session is for.</summary>
    /// <value>The default is <see cref="SessionRole.Worker"/>.</value>
    public SessionRole Role { get; init; }

    /// <summary>Gets the session whose change a reviewer reads.</summary>
    /// <value>The default is <see langword="null"/>: none, or a reviewer of <see cref="Revision"/>.</value>
    public SessionId? Reviews { get; init; }

    /// <summary>Gets the revision to start from. A reviewer's workspace is pinned to it and only to be read.</summary>
    /// <value>The default is <see langword="null"/>: the newest of the base branch; for a reviewer, the one that was verified last of the session that it <see cref="Reviews"/>.</value>
    public string? Revision { get; init; }

    /// <summary>Gets how the agent's tool is run.</summary>
    /// <value>The default is <see langword="null"/>: as the project's settings of the agent say.</value>
    public AgentMode? Mode { get; init; }

    /// <summary>Gets the branch to work on.</summary>
    /// <value>The default is <see langword="null"/>: <c>ao/</c> and the session's id.</value>
    public string? Branch { get; init; }

    /// <summary>Gets the sessions whose changes have to be merged before this one's.</summary>
    public IReadOnlyList<SessionId> DependsOn { get; init; } = [];

    /// <summary>Gets the issue that the session works on.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public IssueReference? Issue { get; init; }

    /// <summary>Gets the number of a pull request that is there already and that a worker takes up: it starts from its head, and what it verifies is put into it. It is claimed before the session is made.</summary>
    /// <value>The default is <see langword="null"/>: none; a verified change is proposed as a pull request of its own.</value>
    public int? PullRequest { get; init; }

    /// <summary>Gets the session whose agent asks for it.</summary>
    internal SessionId? SpawnedBy { get; init; }

    /// <summary>Gets the key of the intent: a second request with the same key gives the same session.</summary>
    /// <value>The default is <see langword="null"/>: each request is a new one.</value>
    public OperationKey? Key { get; init; }
}
