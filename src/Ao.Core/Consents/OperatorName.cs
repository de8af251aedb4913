namespace Ao.Consents;

/// <summary>Holds what people say of themselves and of their reasons to its limits.</summary>
internal static class OperatorName
{
    public const int MaxReasonLength = 2_000;
    private const int MaxNameLength = 200;

    /// <summary>Gives the operator as the journal holds them.</summary>
    /// <exception cref="AoException">No operator is named.</exception>
    public static Operator Check(Operator by)
    {
        ArgumentNullException.ThrowIfNull(by);
        var id = Shorten(by.Id, MaxNameLength);
        if (string.IsNullOrWhiteSpace(id))
        {
            throw new AoException("The answer names no operator. A consent is decided by an authenticated person: give the login or address that the host or the channel has checked.");
        }

        return new Operator(id, Shorten(by.Channel, MaxNameLength) ?? "");
    }

    public static string? Shorten(string? text, int maxLength)
    {
        var clean = text is null ? null : Printable.Clean(text);
        return clean is null || clean.Length <= maxLength ? clean : Printable.Clean(clean[..maxLength]);
    }
}
