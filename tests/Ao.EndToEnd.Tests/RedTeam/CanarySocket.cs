using System.Net.Sockets;
using System.Text;

namespace Ao.EndToEnd.Tests.RedTeam;

/// <summary>A socket that gives a credential to whoever connects, as an agent of keys, a keyring or a container daemon in effect does.</summary>
internal sealed class CanarySocket : IAsyncDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _answer;
    private readonly Task _loop;

    public CanarySocket(string path, string place)
    {
        _answer = $"HTTP/1.0 200 OK\r\nConnection: close\r\n\r\n{Canaries.Of(place)}";
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        Permissions.OwnerOnly(path);
        _socket.Listen();
        _loop = Task.Run(ServeAsync);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _loop;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _socket.AcceptAsync();
                await client.ReceiveAsync(new byte[1024]);
                await client.SendAsync(Encoding.ASCII.GetBytes(_answer));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It was disposed.
        }
    }
}
