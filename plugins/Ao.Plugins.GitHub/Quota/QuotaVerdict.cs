namespace Ao.Plugins.GitHub.Quota;

/// <summary>Whether a call may go.</summary>
/// <param name="At">When it may be asked for again, or <see langword="null"/> where it may go now.</param>
/// <param name="Reason">Why not now.</param>
/// <param name="IsPacing">Whether it only has to keep its distance from others.</param>
internal readonly record struct QuotaVerdict(DateTimeOffset? At, string Reason = "", bool IsPacing = false)
{
    public bool MayGo => At is null;
}
