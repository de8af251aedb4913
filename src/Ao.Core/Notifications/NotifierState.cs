using System.Collections.Immutable;
using Ao.Notifiers;

namespace Ao.Notifications;

/// <summary>What a notifier has still to tell of what it has passed in the journal.</summary>
internal sealed record NotifierState
{
    public static NotifierState Empty { get; } = new();

    public ImmutableList<HeldNotifications> Held { get => field ?? []; init; }

    /// <summary>Gets when the first of it is to be told.</summary>
    public DateTimeOffset? Due => Held.IsEmpty ? null : Held.Min(static held => held.IsSealed ? DateTimeOffset.MinValue : held.Until);

    /// <summary>Gets how many notifications are held back.</summary>
    public int HeldBack => Held.Sum(static held => held.Count);

    /// <summary>Holds a notification back.</summary>
    public NotifierState Hold(long position, Notification notification, DateTimeOffset until)
    {
        var index = Held.FindIndex(held => held is { IsSealed: false } && held.Project == notification.Project && held.Until == until);
        var bundle = index < 0 ? new HeldNotifications { Project = notification.Project!.Value, Until = until, First = position, Last = position } : Held[index];
        return index < 0 ? this with { Held = Held.Add(bundle.Add(position, notification)) } : this with { Held = Held.SetItem(index, bundle.Add(position, notification)) };
    }

    /// <summary>Closes what is due, so that it can be told.</summary>
    public NotifierState Seal(DateTimeOffset now) => this with { Held = Held.ConvertAll(held => held.Until <= now ? held with { IsSealed = true } : held) };

    public NotifierState Without(HeldNotifications told) => this with { Held = Held.Remove(told) };
}
