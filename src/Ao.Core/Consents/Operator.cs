namespace Ao.Consents;

/// <summary>A person whom the host, or a channel, has authenticated.</summary>
/// <param name="Id">Who: a login, an address. Not empty.</param>
/// <param name="Channel">How they were authenticated, such as <c>console</c> or a notifier's name.</param>
public sealed record Operator(string Id, string Channel);
