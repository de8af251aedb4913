using Ao.Plugins.Alignment.Plain;
using FsCheck;
using FsCheck.Xunit;
using Xunit;

namespace Ao.Plugins.Alignment.Tests;

/// <summary>What is read of each language, and what of that is changed.</summary>
public sealed class LanguageTests
{
    public static TheoryData<string, string, string, string> Changes => new()
    {
        { "a.py", "LIMIT = 3\n\nclass Pool:\n    def __init__(self, size):\n        self.size = size\n\n    def acquire(self, name, seconds=3):\n        if name:\n            return name\n        return None\n\n    async def release(self, name):\n        return name\n\ndef make(size):\n    def inner():\n        return 1\n    return Pool(size)\n", "LIMIT = 4\n\nclass Pool:\n    def __init__(self, size, color):\n        self.size = size\n\n    def acquire(self, name, minutes=3):\n        if name:\n            return name\n        return None\n\ndef make(size):\n    # made anew\n    def inner():\n        return 1\n    return Pool(size)\n", "LIMIT Behaviour; Pool.Pool Signature; Pool.acquire Signature; Pool.release Removed" },
        { "a.go", "package pool\n\nimport \"fmt\"\n\nconst (\n\tMaxSize = 3\n\tMinSize = 1\n)\n\ntype Pool struct {\n\tsize int\n}\n\nfunc (p *Pool) Acquire(name string, seconds int) (string, error) {\n\tif seconds < 0 {\n\t\treturn \"\", fmt.Errorf(\"no\")\n\t}\n\treturn name, nil\n}\n\nfunc Make(size int) *Pool {\n\treturn &Pool{size: size}\n}\n", "package pool\n\nconst (\n\tMaxSize = 4\n)\n\ntype Pool struct {\n\tsize int\n}\n\nfunc (p *Pool) Acquire(name string, seconds int64) (string, error) {\n\treturn name, nil\n}\n\nfunc Make(size int) *Pool {\n\treturn &Pool{size: size + 1}\n}\n", "Make Behaviour; MaxSize Behaviour; MinSize Removed; Pool.Acquire Signature" },
        { "A.java", "package a.b;\n\nimport java.util.List;\n\npublic class Pool {\n    private static final int LIMIT = 3;\n\n    public Pool(int size) {\n        this.size = size;\n    }\n\n    @Override\n    public List<String> acquire(String name, int seconds) throws Exception {\n        return List.of(name + seconds);\n    }\n\n    protected void release(String name) {\n    }\n}\n", "package a.b;\n\nimport java.util.List;\n\npublic class Pool {\n    private static final int LIMIT = 3;\n\n    public Pool(int size, int most) {\n        this.size = size;\n    }\n\n    @Override\n    public List<String> acquire(String name, int seconds) throws Exception {\n        return List.of(name + \"-\" + seconds);\n    }\n}\n", "Pool.Pool Signature; Pool.acquire Behaviour; Pool.release Removed" },
        { "a.rs", "use std::io;\n\npub const LIMIT: u32 = 3;\n\npub struct Pool<'a> {\n    name: &'a str,\n}\n\nimpl<'a> Pool<'a> {\n    pub fn acquire(&self, name: &str, seconds: u32) -> Result<String, io::Error> {\n        Ok(format!(\"{}{}\", name, seconds))\n    }\n\n    fn hidden(&self) -> char {\n        '{'\n    }\n}\n\npub enum Color {\n    Red,\n    Green(u8),\n}\n", "pub const LIMIT: u32 = 3;\n\npub struct Pool<'a> {\n    name: &'a str,\n}\n\nimpl<'a> Pool<'a> {\n    pub fn acquire(&self, name: &str) -> Result<String, io::Error> {\n        Ok(format!(\"{}\", name))\n    }\n\n    fn hidden(&self) -> char {\n        '}'\n    }\n}\n\npub enum Color {\n    Red,\n}\n", "Color.Green Removed; Pool.acquire Signature; Pool.hidden Behaviour" },
        { "a.c", "#include \"pool.h\"\n#define MAX_SIZE 3\n\nstatic int hidden(int a) {\n    return a;\n}\n\nint acquire(const char *name, int seconds)\n{\n    /* } */\n    return hidden(seconds);\n}\n\nvoid release(int lease);\n", "#include \"pool.h\"\n#define MAX_SIZE 4\n\nstatic int hidden(int a) {\n    return a + 1;\n}\n\nint acquire(const char *name, long seconds)\n{\n    return hidden(seconds);\n}\n", "MAX_SIZE Behaviour; acquire Signature; hidden Behaviour; release Removed" },
        { "a.js", "const { open } = require('./disk');\n\nclass Pool {\n  constructor(size) {\n    this.size = size;\n  }\n\n  acquire(name) {\n    return `${name}-${this.size}`;\n  }\n\n  static make = (size) => new Pool(size);\n}\n\nconst limit = 3;\nfunction helper(a) { return a; }\n\nmodule.exports = { Pool, limit };\nexports.extra = function (a, b) { return a + b; };\n", "const { open } = require('./disk');\n\nclass Pool {\n  constructor(size) {\n    this.size = size;\n  }\n\n  acquire(name, seconds) {\n    return `${name}-${this.size}`;\n  }\n}\n\nconst limit = 4;\nfunction helper(a) { return a; }\n\nmodule.exports = { Pool, limit };\n", "Pool.acquire Signature; Pool.make Removed; extra Removed; limit Behaviour" },
        { "a.ts", "export type Name = string | number;\nexport interface Options {\n  name: Name;\n  size?: number;\n  open(path: string): Promise<{ id: string }>;\n}\nexport enum Color { Red, Green = 4 }\nexport const make = async <T>(value: T): Promise<T> => {\n  return value;\n};\nexport abstract class Base<T> extends Other<T> {\n  protected items: T[] = [];\n  get count(): number { return this.items.length; }\n  abstract run(a: number, b?: string): void;\n}\nexport default function start({ port, host }: Options, ...rest: string[]) {}\n", "export type Name = string;\nexport interface Options {\n  name: Name;\n  size: number;\n  open(path: string, mode: string): Promise<{ id: string }>;\n}\nexport enum Color { Red }\nexport const make = async <T>(value: T, other?: T): Promise<T> => {\n  return value;\n};\nexport abstract class Base<T> extends Other<T> {\n  protected items: T[] = [];\n  get count(): number { return this.items.length + 1; }\n  abstract run(a: number): void;\n}\nexport default function start({ port, host }: Options, ...rest: string[]) {}\n", "Base.count Behaviour; Base.run Signature; Color.Green Removed; Name Signature; Options.open Signature; Options.size Signature" },
        { "A.kt", "package a\n\nimport a.b.Disk\n\ndata class Lease(val name: String)\n\nclass Pool(private val size: Int) {\n    fun acquire(name: String, seconds: Int = 3): Lease {\n        return Lease(name)\n    }\n\n    fun release(lease: Lease) = println(lease)\n}\n", "package a\n\nimport a.b.Disk\n\ndata class Lease(val name: String)\n\nclass Pool(private val size: Int) {\n    fun acquire(name: String, seconds: Long = 3): Lease {\n        return Lease(name)\n    }\n}\n", "Pool.acquire Signature; Pool.release Removed" },
        { "A.cs", "namespace A;\n\npublic record Lease(string Name);\n\npublic enum Color { Red, Green }\n\npublic interface IPool\n{\n    string Acquire(string name, int seconds = 3);\n}\n\npublic sealed class Pool(int size) : IPool\n{\n    public const int Limit = 3;\n    private int _size = size;\n    public int Size { get; set; }\n    public string Acquire(string name, int seconds = 3) => name + seconds;\n    public string Acquire(int id) => id.ToString();\n}\n", "namespace A;\n\npublic record Lease(string Name, int Id = 0);\n\npublic enum Color { Red }\n\npublic interface IPool\n{\n    string Acquire(string name, int seconds = 3);\n}\n\npublic sealed class Pool(int size) : IPool\n{\n    public const int Limit = 4;\n    private int _size = size;\n    public int Size { get; private set; }\n    public string Acquire(string name, int seconds = 3) => name + seconds;\n}\n", "Color.Green Removed; Pool.Acquire Signature; Pool.Limit Behaviour; Pool.Size Signature" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Compare_BeforeAndAfter_FindsWhatChanged(string path, string before, string after, string changes)
    {
        var found = DefinitionComparer.Compare(Read(path, before), Read(path, after));

        Assert.Equal(changes, string.Join("; ", found.Select(static change => $"{change.Definition.FullName} {change.Change}").Order(StringComparer.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Compare_WithItself_FindsNothing(string path, string before, string after, string changes)
    {
        Assert.NotEmpty(changes);
        Assert.Empty(DefinitionComparer.Compare(Read(path, before), Read(path, before)));
        Assert.Empty(DefinitionComparer.Compare(Read(path, after), Read(path, after)));
    }

    [Theory]
    [InlineData("./client", "src/app/main.ts", "src/app/client", true)]
    [InlineData("./client.js", "src/app/main.ts", "src/app/client", true)]
    [InlineData("../core", "src/app/main.ts", "src/core", true)]
    [InlineData("../core/index.js", "src/app/main.ts", "src/core", true)]
    [InlineData("./client", "src/other/main.ts", "src/app/client", false)]
    [InlineData("client", "src/app/main.ts", "src/app/client", true)]
    [InlineData("a.b.client", "main.py", "src/a/b/client", true)]
    [InlineData("b.other", "main.py", "src/a/b/client", false)]
    [InlineData("example.org/x/pkg/util", "main.go", "pkg/util", true)]
    [InlineData("../../../../../etc/passwd", "a.ts", "etc/passwd", true)]
    public void MayMean_Import_IsTheModuleOrNot(string target, string importer, string module, bool may) => Assert.Equal(may, ModulePaths.MayMean(target, importer, module));

    [Property(MaxTest = 300)]
    public void Read_AnyText_EndsAndNamesLinesThatAreThere(string? text, byte language)
    {
        string[] paths = ["a.ts", "a.py", "a.go", "a.rs", "a.java", "a.c", "a.kt", "a.cs"];
        var definitions = Read(paths[language % paths.Length], text ?? "");

        Assert.All(definitions, definition => Assert.InRange(definition.Line, 1, (text ?? "").Split('\n').Length));
    }

    private static IReadOnlyList<Definition> Read(string path, string text) => SourceReaders.Find(path)!.Read(path, text, CancellationToken.None).Definitions;
}
