print("turntable")
