using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Ao.Plugins.Email.Tests;

/// <summary>A mail server on a loopback port that keeps what it gets.</summary>
internal sealed class Mailbox : IAsyncDisposable
{
    public const string User = "ada";
    public const string Password = "canary-password";
    private readonly CancellationTokenSource _ending = new();
    private readonly Channel<MimeMessage> _mails = Channel.CreateUnbounded<MimeMessage>();
    private readonly Task _serving;
    private int _count;

    /// <summary>Opens one.</summary>
    /// <param name="certificate">The certificate, where it can speak in private.</param>
    /// <param name="isSecure">Whether it does so from the first byte.</param>
    /// <param name="wantsLogin">Whether it takes mails only of <see cref="User"/>.</param>
    public Mailbox(X509Certificate2? certificate = null, bool isSecure = false, bool wantsLogin = false)
    {
        Port = FreePort();
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).IsSecure(isSecure).AuthenticationRequired(wantsLogin).AllowUnsecureAuthentication(certificate is null);
            if (certificate is not null)
            {
                endpoint.Certificate(certificate);
            }
        }).Build();
        var services = new ServiceProvider();
        services.Add(new Store(this));
        services.Add(new DelegatingUserAuthenticator((user, password) => user == User && password == Password));
        _serving = new SmtpServer.SmtpServer(options, services).StartAsync(_ending.Token);
    }

    public int Port { get; }

    public int Count => Volatile.Read(ref _count);

    public ValueTask<MimeMessage> NextAsync() => _mails.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Store(Mailbox mailbox) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var stream = new MemoryStream(buffer.ToArray());
            Interlocked.Increment(ref mailbox._count);
            await mailbox._mails.Writer.WriteAsync(await MimeMessage.LoadAsync(stream, cancellationToken), cancellationToken);
            return SmtpResponse.Ok;
        }
    }
}
