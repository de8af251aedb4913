using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Ao.Plugins.Email;

/// <summary>Hands a mail to the server, in a connection of its own.</summary>
internal sealed class MailTransport(IOptions<EmailOptions> options, ServerTrust trust, TimeProvider timeProvider)
{
    private string Server => $"The mail server '{Printable.Quote(options.Value.Host)}'";

    /// <summary>Hands it over.</summary>
    public ValueTask SendAsync(MimeMessage message, CancellationToken cancellationToken) =>
        ConverseAsync((client, token) => client.SendAsync(message, token), cancellationToken);

    /// <summary>Connects and logs in, and does nothing else.</summary>
    public ValueTask LookAsync(CancellationToken cancellationToken) => ConverseAsync(static (_, _) => Task.CompletedTask, cancellationToken);

    private async ValueTask ConverseAsync(Func<SmtpClient, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var course = new SmtpCourse();
        try
        {
            using var client = new SmtpClient(course);
            await ConnectAsync(client, ending.Token).ConfigureAwait(false);
            await act(client, ending.Token).ConfigureAwait(false);
            await client.DisconnectAsync(quit: true, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw BrokenOff($"did not answer within {options.Value.Timeout.TotalSeconds:0.##} s", course, exception);
        }
        catch (Exception exception) when (Explain(exception, course) is { } explained)
        {
            throw explained;
        }
    }

    private async Task ConnectAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (trust.Validation is { } validation)
        {
            client.ServerCertificateValidationCallback = validation;
            client.CheckCertificateRevocation = false;
        }

        var (security, port) = settings.Security switch
        {
            MailSecurity.Tls => (SecureSocketOptions.SslOnConnect, 465),
            MailSecurity.None => (SecureSocketOptions.None, 25),
            _ => (SecureSocketOptions.StartTls, 587),
        };
        await client.ConnectAsync(settings.Host, settings.Port == 0 ? port : settings.Port, security, cancellationToken).ConfigureAwait(false);
        if (!string.IsNullOrEmpty(settings.UserName))
        {
            await client.AuthenticateAsync(settings.UserName, settings.Password ?? "", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tells what the host has to know of what went wrong, or <see langword="null"/> for what is no fault of the server or the settings.</summary>
    private AoException? Explain(Exception exception, SmtpCourse course) => exception switch
    {
        SslHandshakeException => new AoException($"{Server} could not be spoken to in private: {Reason(exception)}. Its certificate may be out of date, for another name, or of an authority that is not trusted here (see CertificateAuthorityFile), or the port is for another kind of Security.", exception),
        AuthenticationException { InnerException: SmtpCommandException { StatusCode: < SmtpStatusCode.CommandUnrecognized } refused } => Postponed(refused),
        AuthenticationException => new AoException($"{Server} refuses the login of '{Printable.Quote(options.Value.UserName)}'. Check UserName and Password.", exception),
        SmtpCommandException { StatusCode: >= (SmtpStatusCode)400 and < (SmtpStatusCode)500 } postponed => Postponed(postponed),
        SmtpCommandException refused => new AoException($"{Server} refuses the mail{Recipient(refused)}: {(int)refused.StatusCode} {Printable.Quote(refused.Message)}. Check From and To, and what the server lets this sender do.", exception),
        NotSupportedException => new AoException($"{Server} cannot do what is asked of it: {Reason(exception)} Check Security and the port.", exception),
        SocketException or IOException or ProtocolException or ServiceNotConnectedException => BrokenOff($"broke off: {Reason(exception)}", course, exception),
        _ => null,
    };

    private TransientException Postponed(SmtpCommandException exception) =>
        new($"{Server} cannot take the mail now{Recipient(exception)}: {(int)exception.StatusCode} {Printable.Quote(exception.Message)}.", innerException: exception);

    private AoException BrokenOff(string how, SmtpCourse course, Exception exception) => course.MayHaveArrived
        ? new OutcomeUnknownException($"{Server} {how}, after the mail was on its way. It may have arrived.", exception)
        : new TransientException($"{Server} {how}. Nothing was sent.", innerException: exception);

    private static string Recipient(SmtpCommandException exception) => exception.Mailbox is { } mailbox ? $" for '{Printable.Quote(mailbox.Address)}'" : "";

    private static string Reason(Exception exception) => Printable.Quote(exception.Message.Split('\n')[0].Trim());
}
