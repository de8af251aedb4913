using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace Ao.Plugins.Email;

/// <summary>Reads addresses from the options.</summary>
internal static class MailAddress
{
    /// <summary>Reads one address that has a domain, which ids of mails are made with.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MailboxAddress? address)
    {
        address = null;
        return !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out address) && address.LocalPart.Length > 0 && !string.IsNullOrEmpty(address.Domain);
    }

    public static MailboxAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new AoException($"'{Printable.Quote(text)}' is no mail address. Write 'ada@example.com' or 'Ada <ada@example.com>'.");
}
