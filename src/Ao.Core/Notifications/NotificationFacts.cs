using Ao.Consents;
using Ao.Notifiers;

namespace Ao.Notifications;

/// <summary>What happens to notifications that were given up.</summary>
internal static class NotificationFacts
{
    /// <param name="Notifier">The notifier.</param>
    /// <param name="Notification">What was to be told, shortened.</param>
    /// <param name="MayHaveArrived">Whether it is not known whether it arrived.</param>
    /// <param name="Reason">Why it was given up.</param>
    internal sealed record Undelivered(string Notifier, Notification Notification, bool MayHaveArrived, string Reason);

    /// <param name="By">Who had it sent again.</param>
    internal sealed record Redelivered(Operator By);

    /// <param name="Reason">Why it need not be told any more.</param>
    /// <param name="By">Who says so; nobody, where there were too many.</param>
    internal sealed record Dismissed(string Reason, Operator? By = null);
}
