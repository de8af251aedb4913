using System.Text;
using MailKit;

namespace Ao.Plugins.Email;

/// <summary>Follows a conversation with a server as far as the one thing that matters when it breaks off: whether the mail itself was on its way. It keeps nothing of what is said.</summary>
internal sealed class SmtpCourse : IProtocolLogger
{
    private static readonly byte[][] s_beginnings = [Encoding.ASCII.GetBytes("DATA\r\n"), Encoding.ASCII.GetBytes("BDAT ")];

    /// <summary>Gets whether the mail may have arrived.</summary>
    public bool MayHaveArrived { get; private set; }

    /// <summary>Gets or sets what tells passwords, for loggers that write: this one does not.</summary>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        var said = buffer.AsSpan(offset, count);
        foreach (var beginning in s_beginnings)
        {
            // Several commands may go out in one piece.
            MayHaveArrived |= said.StartsWith(beginning) || said.IndexOf([(byte)'\n', .. beginning]) >= 0;
        }
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
    }

    public void Dispose()
    {
    }
}
