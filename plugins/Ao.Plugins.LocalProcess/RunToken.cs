namespace Ao.Plugins.LocalProcess;

/// <summary>The text of a handle: which start of the run it was, and the identity of its keeper where one came alive.</summary>
internal static class RunToken
{
    public static string Of(RunRecord record, ProcessIdentity? keeper) => keeper is null ? record.Nonce : $"{record.Nonce} {keeper}";

    public static bool IsOf(string token, RunRecord record) =>
        token.StartsWith(record.Nonce, StringComparison.Ordinal) && (token.Length == record.Nonce.Length || token[record.Nonce.Length] == ' ');
}
