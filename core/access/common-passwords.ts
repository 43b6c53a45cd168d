/**
 * Words that passwords which are guessed first are made of, in English, Vietnamese, Russian (as typed on Latin keys)
 * and Indonesian. Lower case, three letters or more; digits and signs around them are taken off before comparing.
 */
export const commonStems: readonly string[] = `
password passwort passw0rd pass word letmein welcome admin administrator root user guest login master default secret
access manager system server test testing demo changeme qwerty qwertz azerty asdf zxcv qazwsx abc abcd xyz
iloveyou loveyou love lover lovely sweet honey baby babygirl babyboy princess prince angel angels devil heaven
sunshine sunny summer winter spring autumn monday tuesday wednesday thursday friday saturday sunday january february
march april june july august september october november december flower rose lily jasmine butterfly rainbow cherry
apple banana orange cookie chocolate pepper ginger coffee cheese chicken monkey dragon tiger lion eagle falcon horse
shadow wolf bear panda kitty kitten puppy doggy dolphin spider snake
football soccer baseball basketball hockey tennis golf swimming player winner champion liverpool chelsea arsenal
barcelona madrid manchester united juventus ronaldo messi rooney beckham jordan michael jackson
superman batman spiderman pokemon naruto starwars matrix hello kitty minecraft roblox freedom freefire
charlie thomas robert daniel andrew joshua matthew anthony william james john david george jessica jennifer michelle
ashley amanda nicole samantha elizabeth maggie buster hunter ranger killer trustno hannah sophie maria anna alex
computer internet samsung nokia iphone apple google facebook youtube yahoo gmail hotmail microsoft windows linux
oracle mysql cisco huawei oppo vivo xiaomi android toyota honda yamaha suzuki ferrari porsche mercedes mustang
corvette camaro harley money dollar bitcoin million diamond golden silver gold lucky happy smile friend friends
forever family mother father mommy daddy sister brother jesus christ blessed faith grace peace amen buddha
whatever nothing something fuckyou fuck shit asshole bitch sexy pussy blink slipknot metallica nirvana
hello world hello123 goodluck bonjour computer1 company office money1 student teacher school college university
thegioi vietnam hanoi saigon danang haiphong hochiminh dongnai binhduong khongco matkhau mat khau anhyeuem yeuem emyeuanh
anhyeu yeuanh conyeume giadinh hanhphuc tinhyeu yeunhau nhoem nhoanh matkhaucuatoi khongbiet hoilamgi maimai
nguyen tran pham hoang phan dang bui duong phuong trang linh thao huong nhung thuy hung tuan minh quang
thanh nam viet khanh long hieu tung dung hien nga hoa mai lan cuong chau giang trung quan kien
congnhan xinchao chaoban camon mautim hoahong langnghe conheo contho congai contrai cuncon meocon
privet parol lyubov solnce krasotka natasha sergey andrey dmitri vladimir aleksandr marina nastya svetlana
moskva rossiya spartak zenit gfhjkm ytrewq ghbdtn vfhbyf
indonesia jakarta bandung surabaya rahasia sayang cinta bismillah sayangku cintaku bunda ayah katasandi akuganteng
merdeka pancasila doraemon kucing anjing
`
  .trim()
  .split(/\s+/);
