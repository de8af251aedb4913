namespace Ao.Plugins.GitHub.Looks;

/// <summary>How fast to look.</summary>
/// <param name="Stretch">How many times longer the intervals are, so that many pull requests stay within what looking may cost: 1 or more.</param>
/// <param name="IsLive">Whether webhooks tell what changes.</param>
/// <param name="Window">How long changes are gathered before they are looked at.</param>
internal readonly record struct LookPace(double Stretch, bool IsLive, TimeSpan Window);
