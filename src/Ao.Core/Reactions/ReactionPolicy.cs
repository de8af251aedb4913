using Ao.Configuration;
using Ao.Notifiers;

namespace Ao.Reactions;

/// <summary>What holds for a reaction: the defaults, over them what holds for all projects, over that what holds for the project, field by field.</summary>
internal sealed record ReactionPolicy
{
    public required string Key { get; init; }

    public bool Enabled { get; init; } = true;

    public ReactionAction Action { get; init; } = ReactionAction.Notify;

    public string? Message { get; init; }

    public NotificationPriority Priority { get; init; } = NotificationPriority.Action;

    public NotificationPriority EscalationPriority { get; init; } = NotificationPriority.Urgent;

    /// <summary>Gets how often it acts; <see langword="null"/> for no limit.</summary>
    public int? Retries { get; init; }

    public TimeSpan? EscalateAfter { get; init; }

    public TimeSpan RetriggerAfter { get; init; }

    public TimeSpan Threshold { get; init; } = TimeSpan.FromMinutes(10);

    public IReadOnlyList<string> Command { get; init; } = [];

    public string? On { get; init; }

    public bool IncludeSummary { get; init; } = true;

    /// <summary>Takes in what is set.</summary>
    public ReactionPolicy With(ReactionOptions? options) => options is null ? this : this with
    {
        Enabled = options.Enabled ?? Enabled,
        Action = options.Action ?? Action,
        Message = options.Message ?? Message,
        Priority = options.Priority ?? Priority,
        EscalationPriority = options.Priority ?? EscalationPriority,
        Retries = options.Retries ?? Retries,
        EscalateAfter = options.EscalateAfter ?? EscalateAfter,
        RetriggerAfter = options.RetriggerAfter ?? RetriggerAfter,
        Threshold = options.Threshold ?? Threshold,
        Command = options.Command is { } command ? [.. command] : Command,
        On = options.On ?? On,
        IncludeSummary = options.IncludeSummary ?? IncludeSummary,
    };
}
