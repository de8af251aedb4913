namespace Ao.Notifiers;

/// <summary>How pressing a notification is.</summary>
public enum NotificationPriority
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Something is not as it should be.</summary>
    Warning,

    /// <summary>A person has to do or decide something.</summary>
    Action,

    /// <summary>At once.</summary>
    Urgent,
}
