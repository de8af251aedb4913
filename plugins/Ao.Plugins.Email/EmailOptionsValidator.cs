using System.Net;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.Email;

/// <summary>Checks what the attributes cannot, and names all that is wrong at once. No message holds the password.</summary>
internal sealed class EmailOptionsValidator : IValidateOptions<EmailOptions>
{
    public ValidateOptionsResult Validate(string? name, EmailOptions options)
    {
        var errors = ErrorsOf(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> ErrorsOf(EmailOptions options)
    {
        if (options.Host.Length > 0 && Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
        {
            yield return $"Host '{Printable.Quote(options.Host)}' is no name or address of a machine. Give it alone, without a scheme or port.";
        }
        else if (options.Host.Length > 0 && options.Security == MailSecurity.None && !options.AllowPlain && !IsThisMachine(options.Host))
        {
            yield return $"Security is None and the server '{Printable.Quote(options.Host)}' is another machine. Use StartTls or Tls, or set AllowPlain to true.";
        }

        if (string.IsNullOrEmpty(options.UserName) != string.IsNullOrEmpty(options.Password))
        {
            yield return "UserName and Password belong together. Give both, or neither where the server asks for no login.";
        }

        foreach (var address in options.To.Append(options.From).Where(static address => address.Length > 0 && !MailAddress.TryParse(address, out _)))
        {
            yield return $"'{Printable.Quote(address)}' is no mail address. Write 'ada@example.com' or 'Ada <ada@example.com>'.";
        }

        if (options.CertificateAuthorityFile is { Length: > 0 } file && !File.Exists(file))
        {
            yield return $"CertificateAuthorityFile '{Printable.Quote(file)}' is not there. Give the path of a PEM file.";
        }
    }

    private static bool IsThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
