namespace Ao.Configuration;

/// <summary>The notifiers that are told, by priority.</summary>
public sealed class NotificationRouteOptions
{
    /// <summary>Gets or sets the notifiers for what is urgent.</summary>
    /// <value>The default is <see langword="null"/>: the project's <c>Notifiers</c>.</value>
    public IList<string>? Urgent { get; set; }

    /// <summary>Gets or sets the notifiers for what a person has to do or decide.</summary>
    /// <value>The default is <see langword="null"/>: the project's <c>Notifiers</c>.</value>
    public IList<string>? Action { get; set; }

    /// <summary>Gets or sets the notifiers for what is not as it should be.</summary>
    /// <value>The default is <see langword="null"/>: the project's <c>Notifiers</c>.</value>
    public IList<string>? Warning { get; set; }

    /// <summary>Gets or sets the notifiers for what is good to know.</summary>
    /// <value>The default is <see langword="null"/>: the project's <c>Notifiers</c>.</value>
    public IList<string>? Info { get; set; }
}
