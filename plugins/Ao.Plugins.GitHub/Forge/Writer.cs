using Ao.Plugins.GitHub.Texts;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Who wrote a review or a comment.</summary>
/// <param name="Name">The account, or who signed it where it is our own.</param>
/// <param name="IsBot">Whether a program wrote it.</param>
internal readonly record struct Writer(string Name, bool IsBot)
{
    /// <summary>Tells who wrote a text.</summary>
    /// <param name="type">The type of the account.</param>
    /// <param name="login">Its login.</param>
    /// <param name="body">The text.</param>
    /// <param name="own">The login of the account that this host writes with.</param>
    public static Writer Of(string? type, string? login, string? body, string? own) =>
        Bots.IsBy(type, login, own) && Signature.Split(Marks.Split(body).Text).Signed is { } signed
            ? new Writer(signed.Author, signed.IsProgram)
            : new Writer(Bots.NameOf(type, login), Bots.IsBot(type, login));
}
