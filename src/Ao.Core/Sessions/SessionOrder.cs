namespace Ao.Sessions;

/// <summary>Orders sessions by prefix and number.</summary>
internal static class SessionOrder
{
    public static IComparer<SessionId> ById { get; } = Comparer<SessionId>.Create(static (left, right) =>
    {
        var byPrefix = string.CompareOrdinal(left.Prefix, right.Prefix);
        return byPrefix != 0 ? byPrefix : left.Number.CompareTo(right.Number);
    });
}
