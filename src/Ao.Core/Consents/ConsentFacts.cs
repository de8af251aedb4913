using Ao.Effects;
using Ao.Notifiers;

namespace Ao.Consents;

/// <summary>What the journal holds about consents, one stream for each request.</summary>
internal static class ConsentFacts
{
    /// <summary>A person is asked.</summary>
    public sealed record Requested(
        string Id,
        OperationKey Operation,
        EffectKind Kind,
        ProjectId Project,
        SessionId? Session,
        string Title,
        IReadOnlyDictionary<string, string> Parameters,
        string Hash,
        DateTimeOffset RequestedAt,
        DateTimeOffset ExpiresAt,
        ConsentDetails? Details = null);

    /// <summary>A person answered.</summary>
    /// <param name="Id">The request.</param>
    /// <param name="Decision">Yes or no.</param>
    /// <param name="By">Who.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Rule">The rule by which several were answered at once, where one was.</param>
    public sealed record Answered(string Id, ConsentDecision Decision, Operator By, string? Reason, string? Rule = null);

    /// <summary>People are reminded of a question. It stands in a stream beside the request's own and changes nothing about it.</summary>
    /// <param name="Id">The request.</param>
    /// <param name="Number">Which of the reminders, from 1.</param>
    public sealed record Reminded(string Id, int Number);

    /// <summary>A question is brought to another notifier, because nobody has answered it. It stands in a stream beside the request's own and changes nothing about it.</summary>
    public sealed record Escalated(string Id, string Notifier);

    /// <summary>The request, or the approval, was taken back before it was used.</summary>
    /// <param name="Id">The request.</param>
    /// <param name="Cause">Why.</param>
    /// <param name="By">The operator, where one did it.</param>
    public sealed record Withdrawn(string Id, WithdrawalCause Cause, Operator? By);

    /// <summary>The time ran out.</summary>
    public sealed record Expired(string Id);

    /// <summary>A channel has refused a question, or to close it, for good, or it is not known whether it has taken that. It stands in the channel's own stream and changes nothing about the request.</summary>
    /// <param name="Id">The request.</param>
    /// <param name="Channel">The notifier.</param>
    /// <param name="Reason">Why, as the channel says.</param>
    /// <param name="MayHaveArrived">Whether the channel may have taken it.</param>
    public sealed record NotDelivered(string Id, string Channel, string Reason, bool MayHaveArrived = false);

    /// <summary>A question that was not delivered need not be seen to any more: it is asked again, or needs no answer any more. It stands in the channel's own stream.</summary>
    /// <param name="Id">The request.</param>
    /// <param name="Channel">The notifier.</param>
    /// <param name="By">Who has it asked again, where a person has.</param>
    public sealed record SeenTo(string Id, string Channel, Operator? By = null);

    /// <summary>The approval was used, in the same append as the intent that it allows.</summary>
    public sealed record Used(string Id, OperationKey Operation, int Attempt, string Hash);

    /// <summary>Nothing of the operation was done, for certain, because the service could not be reached or asked to wait: the approval is good for it, again where it was used, in the same append as that failure.</summary>
    /// <param name="Id">The request.</param>
    /// <param name="Operation">The operation.</param>
    /// <param name="Attempt">The intent that failed; 0 where there was none.</param>
    /// <param name="ExpiresAt">When the approval lapses now: the time that the service asked to wait is not counted.</param>
    public sealed record Returned(string Id, OperationKey Operation, int Attempt, DateTimeOffset ExpiresAt);
}
